using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tracker.Application.Packs;
using Tracker.Application.Storage;
using Tracker.Application.Tests.Packs;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Storage;

public class HistoryGuards
{
    [Theory]
    [InlineData("UPDATE \"{0}\" SET \"{1}\" = 'something else'")]
    [InlineData("DELETE FROM \"{0}\"")]
    public async Task After_all_migrations_storage_refuses_to_change_or_delete_history(string sql)
    {
        await using var database = await TestDatabase.SeededAsync();
        var manager = await database.PersonAsync(Role.Manager, "ROK");
        var papers = await PackRules.RequestAsync(database);
        await database.Get<WriteLineToTake>().ExecuteAsync(papers.Meeting, "AKIIC", "Ask for the site.", manager);
        await database.Get<FreezePack>().ExecuteAsync(await database.Get<FreezePack>().PrepareAsync(papers, manager), manager);

        foreach (var table in TrackerDbContext.AppendOnlyTables)
        {
            var failure = await database.FailureOfAsync(string.Format(null, sql, table, table == "FrozenFiles" ? "Hash" : "ByName"));
            Assert.Contains("append-only", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_table_rebuilt_by_a_migration_gets_its_guards_back()
    {
        await using var database = await TestDatabase.SeededAsync();
        await using var db = database.Context();
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"Entries_refuse_UPDATE\"");

        await Database.PrepareAsync(database.Services, TestDatabase.SeedFolder);

        await database.FailureOfAsync("UPDATE \"Entries\" SET \"ByName\" = 'somebody else'");
    }

    [Fact]
    public async Task The_context_refuses_to_change_history_before_storage_does()
    {
        await using var database = await TestDatabase.SeededAsync();
        await using var db = database.Context();
        var entry = await db.Entries.FirstAsync();
        db.Entry(entry).Property(e => e.ByName).CurrentValue = "somebody else";

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task The_model_has_no_change_that_a_migration_lacks()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using var db = database.Context();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Two_entries_cannot_take_the_same_place_in_a_journal()
    {
        await using var database = await TestDatabase.SeededAsync();
        await using var db = database.Context();
        var (id, sequence) = await db.Entries.Select(e => new ValueTuple<Guid, int>(e.ItemId, e.Sequence)).FirstAsync();

        var failure = await database.FailureOfAsync(
            $"INSERT INTO \"Entries\" SELECT \"ItemId\", \"Sequence\", -1, \"Type\", \"On\", \"RecordedAt\", \"ById\", \"ByName\", \"BySide\", \"Content\" FROM \"Entries\" WHERE \"ItemId\" = '{id.ToString().ToUpperInvariant()}' AND \"Sequence\" = {sequence}");

        Assert.Equal(19, failure.SqliteErrorCode);
    }

    [Fact]
    public async Task Each_connection_syncs_fully_and_keeps_foreign_keys()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await using var db = database.Context();

        Assert.Equal(2, await db.Database.SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync());
        Assert.Equal(1, await db.Database.SqlQueryRaw<long>("SELECT foreign_keys AS Value FROM pragma_foreign_keys").SingleAsync());
        Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync());
    }
}
