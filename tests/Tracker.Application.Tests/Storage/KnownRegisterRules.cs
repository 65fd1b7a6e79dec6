using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Storage;

/// <summary>What was known at an instant, and what becomes of the copies from which it is read.</summary>
public class KnownRegisterRules
{
    [Fact]
    public async Task A_withdrawn_entry_still_counts_where_the_withdrawal_is_not_known_yet()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        database.Clock.Advance(TimeSpan.FromHours(1));
        var opened = await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Opened(Some.Day.AddDays(9)), keeper);
        var recorded = database.Get<Calendar>().UtcNow;
        database.Clock.Advance(TimeSpan.FromHours(1));
        await database.Get<VoidEntry>().ExecuteAsync("CENTRE", opened, "Another centre.", keeper);

        Assert.Equal(Stage.Proposed, await StageAsync(database, recorded.AddMilliseconds(-1)));
        Assert.Equal(Stage.Opened, await StageAsync(database, recorded));
        Assert.Equal(Stage.Proposed, await StageAsync(database, database.Get<Calendar>().UtcNow));
    }

    [Fact]
    public async Task An_item_of_which_nothing_was_recorded_yet_does_not_exist_and_its_parts_count_by_themselves()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync("PLAN", new Revision { On = Some.Day, Nature = Nature.Reference, Note = "Read again." }, keeper);
        var before = database.Get<Calendar>().UtcNow;
        database.Clock.Advance(TimeSpan.FromHours(1));
        await database.Get<ReviseItem>().ExecuteAsync("PLAN", new Revision { On = Some.Day, Nature = Nature.Deliverable, Note = "It has an end." }, keeper);
        await database.Get<AddItem>().ExecuteAsync("LATER", Kind.Centre, Form.Centre, Some.Opening("A later centre", Stage.Proposed), keeper);
        Assert.Equal(Standing.CountsInside, (await database.Get<ItemQuery>().AsOfAsync("LINE", database.Today))!.Standing);

        await using var known = await database.Get<KnownRegisters>().AtAsync(before);

        Assert.Null(await known.Get<ItemQuery>().AsOfAsync("LATER", database.Today));
        Assert.Equal(Standing.NotStarted, (await known.Get<ItemQuery>().AsOfAsync("LINE", database.Today))!.Standing);
        Assert.Equal(["CENTRE", "LINE", "PLAN"], (await known.Get<RegisterQuery>().PageAsync(new(), database.Today)).Rows.Select(r => r.Code));
        Assert.Equal((before, 4L), (known.At, known.Position));
    }

    [Fact]
    public async Task A_copy_holds_nothing_of_people_and_nothing_can_be_written_to_it()
    {
        await using var database = await Some.RegisterAsync();
        await using var known = await database.Get<KnownRegisters>().AtAsync(database.Get<Calendar>().UtcNow);
        string[] register = ["Bodies", "Documents", "Entries", "HeldBodies", "HeldMentions", "HeldRelations", "HeldTexts", "Items", "LedgerEntries", "Meetings", "ReportedFigures", "SearchTexts", "Spans"];

        await using var copy = new SqliteConnection(Connections.StringOf(Assert.Single(Copies(database)), SqliteOpenMode.ReadOnly));
        await copy.OpenAsync(TestContext.Current.CancellationToken);
        var rows = await Verification.RowsAsync(copy, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(rows, r => r.Value > 0 && !register.Contains(r.Key) && !r.Key.StartsWith("__EF", StringComparison.Ordinal) && !r.Key.StartsWith("FoundTexts", StringComparison.Ordinal) && !r.Key.StartsWith("SearchWords", StringComparison.Ordinal));
        await using var writing = await known.Get<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(8, (await Assert.ThrowsAsync<SqliteException>(() => writing.Database.ExecuteSqlRawAsync("DELETE FROM \"Spans\"", TestContext.Current.CancellationToken))).SqliteErrorCode);
    }

    [Fact]
    public async Task Instants_between_which_nothing_was_recorded_share_a_copy_and_few_are_kept()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        List<DateTime> instants = [];
        for (var n = 0; n < 4; n++)
        {
            database.Clock.Advance(TimeSpan.FromHours(1));
            await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(Some.Day, $"Note {n}"), keeper);
            database.Clock.Advance(TimeSpan.FromHours(1));
            instants.Add(database.Get<Calendar>().UtcNow);
        }

        var together = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => database.Get<KnownRegisters>().AtAsync(instants[0].AddMinutes(-n))));
        Assert.Single(Copies(database));
        foreach (var known in together)
        {
            await known.DisposeAsync();
            await known.DisposeAsync();
        }

        foreach (var at in instants)
        {
            await using var known = await database.Get<KnownRegisters>().AtAsync(at);
            Assert.InRange(Copies(database).Count, 1, 3);
        }

        Assert.Equal(2, Copies(database).Count);
    }

    [Fact]
    public async Task Who_leaves_before_the_copy_is_made_leaves_nothing_behind()
    {
        await using var database = await Some.RegisterAsync();
        using var gone = new CancellationTokenSource();

        var asking = database.Get<KnownRegisters>().AtAsync(database.Get<Calendar>().UtcNow, gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await using var again = await database.Get<KnownRegisters>().AtAsync(database.Get<Calendar>().UtcNow);
        Assert.Single(Copies(database));
    }

    [Fact]
    public async Task The_copies_end_with_the_process_and_a_start_removes_those_of_a_killed_one()
    {
        await using var database = await Some.RegisterAsync();
        var folder = Path.Combine(Path.GetDirectoryName(database.FileName)!, "known");
        var left = Directory.CreateDirectory(Path.Combine(folder, "left-by-a-killed-process"));
        await File.WriteAllTextAsync(Path.Combine(left.FullName, "half.db"), "half a copy", TestContext.Current.CancellationToken);
        await using var running = await database.Get<KnownRegisters>().AtAsync(database.Get<Calendar>().UtcNow);

        await using (var another = database.NewServices())
        {
            await Database.PrepareAsync(another, "no-seed");
            Assert.Single(Copies(database));
            Assert.Equal(Stage.Proposed, (await running.Get<ItemQuery>().AsOfAsync("CENTRE", database.Today))!.State.Stage);
        }

        database.Get<KnownRegisters>().Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task Where_no_copy_can_be_made_it_is_said_why_and_the_register_goes_on()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(database.FileName)!, "known"), "A file lies where the folder is to be.", TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<StorageException>(() => database.Get<KnownRegisters>().AtAsync(database.Get<Calendar>().UtcNow));

        Assert.Contains("known", failure.Message, StringComparison.Ordinal);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(Some.Day, "All is well."), keeper);
    }

    [Fact]
    public async Task A_register_is_not_known_before_its_time()
    {
        await using var database = await Some.RegisterAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => database.Get<KnownRegisters>().AtAsync(database.Get<Calendar>().UtcNow.AddSeconds(1)));
    }

    private static async Task<Stage?> StageAsync(TestDatabase database, DateTime knownAt)
    {
        await using var known = await database.Get<KnownRegisters>().AtAsync(knownAt);
        return (await known.Get<ItemQuery>().AsOfAsync("CENTRE", database.Today))!.State.Stage;
    }

    private static List<string> Copies(TestDatabase database) =>
        [.. Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(database.FileName)!, "known"), "*.db", SearchOption.AllDirectories)];
}
