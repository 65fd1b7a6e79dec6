using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.Tests.Storage;

public sealed class StateRules
{
    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.RegisterKeeper)]
    public async Task Only_an_administrator_sees_the_state_of_the_installation(Role role)
    {
        await using var database = await TestDatabase.EmptyAsync();
        var person = await database.PersonAsync(role);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => database.Get<StateQuery>().NowAsync(person));

        Assert.Equal("permission.administer", Assert.Single(refused.Refusals).Rule);
        await Assert.ThrowsAsync<RefusedException>(() => database.Get<StateQuery>().NowAsync(Guid.Empty));
    }

    [Fact]
    public async Task It_counts_what_is_stored_and_measures_the_file()
    {
        await using var database = await Some.RegisterAsync();
        var administrator = await database.PersonAsync(Role.Administrator);
        await database.Get<DisablePerson>().ExecuteAsync(await database.PersonAsync(Role.Viewer), administrator);
        await using var db = database.Context();

        var state = await database.Get<StateQuery>().NowAsync(administrator);

        Assert.Equal((await db.Items.CountAsync(), await db.Entries.CountAsync(), 3, 1), (state.Items, state.Entries, state.People, state.ClosedAccounts));
        Assert.Equal((database.FileName, new FileInfo(database.FileName).Length), (state.File.Path, state.File.Bytes));
        Assert.True(state.File.FreeBytes > 0);
        Assert.Equal(db.Database.GetMigrations().Last(), state.Schema.Last);
        Assert.Equal(db.Database.GetMigrations().Count(), state.Schema.Applied);
        Assert.Empty(state.Schema.Pending);
        Assert.Matches(@"^3\.\d+\.\d+", state.Versions.Sqlite);
        Assert.Matches(@"^\d+\.\d+\.\d+", state.Versions.Tracker);
    }

    [Fact]
    public async Task What_the_next_start_would_apply_is_pending()
    {
        await using var database = await TestDatabase.EmptyAsync();
        var administrator = await database.PersonAsync(Role.Administrator);
        await using var db = database.Context();
        var migrations = db.Database.GetMigrations().ToList();
        await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = {migrations[^1]}", TestContext.Current.CancellationToken);

        var schema = (await database.Get<StateQuery>().NowAsync(administrator, TestContext.Current.CancellationToken)).Schema;

        Assert.Equal((migrations.Count - 1, migrations[^2]), (schema.Applied, schema.Last));
        Assert.Equal([migrations[^1]], schema.Pending);
    }
}
