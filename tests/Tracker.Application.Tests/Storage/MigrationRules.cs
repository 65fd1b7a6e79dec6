using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Tracker.Application.Tests.Storage;

/// <summary>Each migration knows the schema that it makes: a table that is rebuilt on the way would lose what its model lacks.</summary>
public class MigrationRules
{
    [Fact]
    public async Task The_way_back_leads_to_the_schema_that_was_there_on_the_way_forward()
    {
        await using var database = TestDatabase.Unprepared();
        await using var db = database.Context();
        var migrations = db.Database.GetMigrations().ToList();
        var migrator = db.GetService<IMigrator>();
        List<(string Migration, List<string> Schema)> forward = [];
        foreach (var migration in migrations)
        {
            await migrator.MigrateAsync(migration, TestContext.Current.CancellationToken);
            forward.Add((migration, await SchemaAsync(db)));
        }

        // The first ones made what cannot be taken back.
        Assert.True(forward.Count > 5);
        foreach (var (migration, schema) in forward.SkipLast(1).Reverse().Take(4))
        {
            await migrator.MigrateAsync(migration, TestContext.Current.CancellationToken);
            var back = await SchemaAsync(db);
            Assert.Equal(schema.Prepend(migration), back.Prepend(migration));
        }
    }

    /// <summary>Columns and indexes by name; the order of columns is no part of it.</summary>
    private static Task<List<string>> SchemaAsync(DbContext db) => db.Database
        .SqlQueryRaw<string>("""
            SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" AS "Value" FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
            UNION ALL SELECT tbl_name || ': ' || name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_%'
            """)
        .OrderBy(line => line)
        .ToListAsync(TestContext.Current.CancellationToken);
}
