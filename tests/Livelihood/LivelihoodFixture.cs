using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Livelihood.Tests.LivelihoodFixture))]
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 4)]

namespace Livelihood.Tests;

public sealed class LivelihoodFixture() : ServiceFixture("Livelihood");
