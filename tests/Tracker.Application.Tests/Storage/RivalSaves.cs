using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Storage;

/// <summary>Two processes on one file: each has its own queue, so that only storage stands between them.</summary>
public class RivalSaves
{
    public static TheoryData<string> Deeds => ["update", "revision", "void", "assessment"];

    [Theory]
    [MemberData(nameof(Deeds))]
    public async Task Of_rivals_in_two_processes_one_wins_and_the_others_learn_who_saved_what(string deed)
    {
        await using var database = await Some.RegisterAsync();
        await using var other = database.NewServices();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var seen = await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Premises were found."), keeper);
        var assessor = await database.PersonAsync(Role.Manager, "ROK");
        Task<int> Run(IServiceProvider services, int n) => deed switch
        {
            "update" => services.GetRequiredService<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, $"Note {n}"), keeper, seen),
            "revision" => services.GetRequiredService<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = database.Today, Title = $"Centre {n}" }, keeper, seen),
            "void" => services.GetRequiredService<VoidEntry>().ExecuteAsync("CENTRE", seen, $"Slip {n}", keeper, seen),
            _ => services.GetRequiredService<AssessEntry>().ExecuteAsync("CENTRE", seen, Verdict.Confirmed, null, assessor, seen),
        };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(async () =>
        {
            try
            {
                await Run(n % 2 == 0 ? database.Services : other, n);
                return null;
            }
            catch (ConflictException conflict)
            {
                return conflict;
            }
        })));

        Assert.Single(outcomes, o => o is null);
        await using var db = database.Context();
        var winner = await db.Entries.AsNoTracking().SingleAsync(e => e.Sequence == seen + 1);
        Assert.Equal(seen + 1, await db.Entries.Where(e => e.ItemId == winner.ItemId).MaxAsync(e => e.Sequence));
        Assert.All(outcomes.OfType<ConflictException>(), conflict =>
        {
            var saved = Assert.Single(conflict.Others);
            Assert.Equal(("CENTRE", winner.ByName, winner.Position), (conflict.Code, saved.ByName, saved.Position));
        });
    }

    [Fact]
    public async Task Of_two_who_add_the_same_code_the_second_learns_who_has_it()
    {
        await using var database = await Some.RegisterAsync();
        await using var other = database.NewServices();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        async Task<RefusedException?> AddAsync(IServiceProvider services, string title)
        {
            try
            {
                await services.GetRequiredService<AddItem>().ExecuteAsync("FUND", Kind.Fund, Form.None, Some.Opening(title, null), keeper);
                return null;
            }
            catch (RefusedException refused)
            {
                return refused;
            }
        }

        var outcomes = await Task.WhenAll(Task.Run(() => AddAsync(database.Services, "One fund")), Task.Run(() => AddAsync(other, "Another fund")));

        var refused = Assert.Single(outcomes.OfType<RefusedException>());
        Assert.Equal("code.taken", Assert.Single(refused.Refusals).Rule);
        Assert.Contains("RegisterKeeper", refused.Message, StringComparison.Ordinal);
        await using var db = database.Context();
        Assert.Equal(1, await db.Items.CountAsync(i => i.Code == "FUND"));
    }

    [Fact]
    public async Task A_save_that_rests_on_an_old_reading_is_a_conflict_whatever_the_deed()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        Item old;
        await using (var db = database.Context())
        {
            old = await db.Items.Include(i => i.Entries).SingleAsync(i => i.Code == "CENTRE");
        }

        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Premises were found."), keeper);
        var before = await Some.CountsAsync(database);

        var conflict = await Assert.ThrowsAsync<ConflictException>(() => database.Get<OneWriter>().WriteAsync(db =>
        {
            db.Attach(old);
            return Task.FromResult(old.Record(Some.Note(database.Today, "Staff were hired."), Seed.Importer, database.Today, database.Get<Calendar>().UtcNow));
        }));

        Assert.Equal("Premises were found.", Assert.Single(conflict.Others).Update!.Note);
        Assert.Equal(before, await Some.CountsAsync(database));
    }

    [Fact]
    public async Task A_new_item_that_meets_one_with_its_code_is_a_conflict_that_names_who_added_it()
    {
        await using var database = await Some.RegisterAsync();
        var before = await Some.CountsAsync(database);

        var conflict = await Assert.ThrowsAsync<ConflictException>(() => database.Get<OneWriter>().WriteAsync(db =>
        {
            var item = Item.Open("CENTRE", Kind.Centre, Form.Centre, Some.Opening("A rival", Stage.Proposed), Seed.Importer, database.Today, database.Get<Calendar>().UtcNow);
            db.Items.Add(item);
            return Task.FromResult(item);
        }));

        Assert.Equal(("CENTRE", "A centre"), (conflict.Code, Assert.Single(conflict.Others).Content.Profile!.Title));
        Assert.Equal(before, await Some.CountsAsync(database));
    }

    [Fact]
    public async Task While_another_program_writes_a_deed_is_refused_in_words_and_can_be_repeated()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var before = await Some.CountsAsync(database);
        await using (var connection = new SqliteConnection(database.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = connection.BeginTransaction();

            var refused = await Assert.ThrowsAsync<RefusedException>(() =>
                database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Premises were found."), keeper));

            Assert.Equal("storage.busy", Assert.Single(refused.Refusals).Rule);
            Assert.Equal(before, await Some.CountsAsync(database));
        }

        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Premises were found."), keeper);
    }

    [Fact]
    public async Task On_a_full_disk_a_deed_is_refused_in_words_and_nothing_is_written()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var before = await Some.CountsAsync(database);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => database.Get<OneWriter>().WriteAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1"); // As many pages as there are now.
            var item = await db.Items.Include(i => i.Entries).SingleAsync(i => i.Code == "CENTRE");
            for (var n = 0; n < 50; n++)
            {
                item.Record(Some.Note(database.Today, new string('n', 3000)), Seed.Importer, database.Today, database.Get<Calendar>().UtcNow);
            }

            await db.KeepSpansAsync(item, CancellationToken.None);
            return item;
        }));

        Assert.Equal("storage.full", Assert.Single(refused.Refusals).Rule);
        Assert.Equal(before, await Some.CountsAsync(database));
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Room was made."), keeper);
    }

    [Fact]
    public async Task A_deed_that_fails_halfway_writes_nothing()
    {
        await using var database = await Some.RegisterAsync();
        var before = await Some.CountsAsync(database);

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Get<OneWriter>().WriteAsync<int>(async db =>
        {
            var item = await db.Items.Include(i => i.Entries).SingleAsync(i => i.Code == "CENTRE");
            item.Record(Some.Opened(database.Today) with { Evidence = [new(null, "A page", database.Today, "A ministry", Domain.Documents.DocumentKind.OfficialPage, "https://example.org/opened")] }, Seed.Importer, database.Today, database.Get<Calendar>().UtcNow);
            await db.KeepSpansAsync(item, CancellationToken.None);
            throw new InvalidOperationException("Something unforeseen.");
        }));

        Assert.Equal(before, await Some.CountsAsync(database));
        Assert.Equal(Stage.Proposed, (await database.Get<ItemQuery>().AsOfAsync("CENTRE", database.Today))!.State.Stage);
    }

    [Fact]
    public async Task Positions_run_on_without_a_gap_or_a_double_across_processes()
    {
        await using var database = await Some.RegisterAsync();
        await using var other = database.NewServices();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Task.Run(() =>
            (n % 2 == 0 ? database.Services : other).GetRequiredService<RecordUpdate>().ExecuteAsync(n % 3 == 0 ? "LINE" : "CENTRE", Some.Note(database.Today, $"Note {n}"), keeper))));

        await using var db = database.Context();
        var positions = await db.Entries.Select(e => e.Position).Order().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, positions.Count).Select(n => (long)n), positions);
    }
}
