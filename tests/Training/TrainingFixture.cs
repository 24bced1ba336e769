using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Training.Tests.TrainingFixture))]
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 4)]

namespace Training.Tests;

public sealed class TrainingFixture() : ServiceFixture("Training");
