using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Sangam.Persistence;

/// <summary>
/// How a model becomes a database: snake_case, a table named for one row, enums and codes as text, ids made by the entity.
/// </summary>
public static class Conventions
{
    public static void FollowConventions(this ModelConfigurationBuilder builder)
    {
        builder.Conventions.Remove<TableNameFromDbSetConvention>(); // a table is named for one row
        builder.Conventions.Add(_ => new SnakeCaseConvention());
        builder.Conventions.Add(_ => new OwnIdsConvention());
        builder.Properties<Enum>().HaveConversion<string>();
        builder.Properties<Code>().HaveConversion<CodeText>();
    }

    private sealed class CodeText() : ValueConverter<Code, string>(c => c.Value, s => new Code(s));
}

internal sealed class SnakeCaseConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            if (entity.GetTableName() is { } table)
                entity.Builder.ToTable(SnakeCase(table));
            foreach (var property in entity.GetDeclaredProperties())
                property.Builder.HasColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>An id is made by the entity and never by the database.</summary>
internal sealed class OwnIdsConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (
            var property in modelBuilder
                .Metadata.GetEntityTypes()
                .SelectMany(e => e.GetDeclaredProperties())
                .Where(p => p.ClrType == typeof(Guid))
        )
            property.Builder.ValueGenerated(ValueGenerated.Never);
    }
}
