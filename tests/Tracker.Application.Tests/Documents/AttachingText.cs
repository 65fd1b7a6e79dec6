using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tracker.Application.Documents;
using Tracker.Application.Search;
using Tracker.Application.Storage;
using Tracker.Application.Tests.Storage;
using Tracker.Domain;
using Tracker.Domain.Documents;

namespace Tracker.Application.Tests.Documents;

public class AttachingText
{
    private const string Text = "1. We welcomed the new house.\n\n2. We noted the tides.\n\n3. We parted.";

    private static async Task<IReadOnlyList<Paragraph>> ParagraphsAsync(TestDatabase database)
    {
        await using var db = database.Context();
        return (await db.Documents.AsNoTracking().SingleAsync(d => d.Code == "STATEMENT")).Paragraphs;
    }

    private static async Task<Guid> AttachAsync(TestDatabase database, Guid keeper, string text = Text)
    {
        var id = await OnItsWay.StartAsync(database, keeper, text, new IncomingAbout(), "STATEMENT");
        Assert.Equal("STATEMENT", await database.Get<ConfirmDocument>().ExecuteAsync(id, 1, keeper));
        return id;
    }

    [Fact]
    public async Task Paragraphs_join_by_number_and_new_ones_are_added()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var before = await Some.CountsAsync(database);

        var id = await AttachAsync(database, keeper);

        Assert.Equal(
            [new Paragraph(1, "Says something.", "We welcomed the new house."), new Paragraph(2, "Says more.", "We noted the tides."), new Paragraph(3, "", "We parted.")],
            await ParagraphsAsync(database));
        Assert.Equal(before, await Some.CountsAsync(database));
        Assert.Null(await database.Get<IncomingQuery>().ReviewAsync(id));
    }

    [Fact]
    public async Task What_does_not_fit_is_shown_before()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);

        var view = await OnItsWay.ReviewAsync(database, await OnItsWay.StartAsync(database, keeper, "2. We noted the tides.\n\n3. We parted.\n\n4. We sang.", new IncomingAbout(), "STATEMENT"));

        Assert.Equal(("STATEMENT", "A statement"), (view.AttachTo, view.AttachTitle));
        Assert.Equal([1], view.Lacking);
        Assert.Equal([3, 4], view.Strange);
        Assert.Empty(view.Proposals);
    }

    [Fact]
    public async Task Mentions_show_their_wording_then()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        async Task<string?> TextAsync() =>
            (await database.Get<DocumentQuery>().AsOfAsync("STATEMENT", database.Today))!.Paragraphs.Single(p => p.Items.Any(i => i.Code == "CENTRE")).Text;
        Assert.Null(await TextAsync());

        await AttachAsync(database, keeper);

        Assert.Equal("We welcomed the new house.", await TextAsync());
    }

    [Fact]
    public async Task Words_that_are_there_are_never_changed()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await AttachAsync(database, keeper);
        var before = await ParagraphsAsync(database);

        foreach (var (text, rule) in new[] { ("1. We welcomed another house.\n\n4. We sang.", "document.text"), (Text, "document.text-empty") })
        {
            var id = await OnItsWay.StartAsync(database, keeper, text, new IncomingAbout(), "STATEMENT");
            Assert.Equal([rule], await OnItsWay.RulesAsync(() => database.Get<ConfirmDocument>().ExecuteAsync(id, 1, keeper)));
            Assert.NotNull(await database.Get<IncomingQuery>().ReviewAsync(id));
        }

        Assert.Equal(before, await ParagraphsAsync(database));
    }

    [Fact]
    public async Task A_document_that_is_not_there_gets_no_text()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);

        Assert.Equal(["reference.document"], await OnItsWay.RulesAsync(() => OnItsWay.StartAsync(database, keeper, Text, new IncomingAbout(), "NOTHING")));
    }

    [Fact]
    public async Task Nobody_but_register_keepers_attaches()
    {
        await using var database = await Some.RegisterAsync();
        var id = await OnItsWay.StartAsync(database, await database.PersonAsync(Role.RegisterKeeper), Text, new IncomingAbout(), "STATEMENT");
        var official = await database.PersonAsync(Role.Official, "ROK");

        Assert.Equal(["permission.keep"], await OnItsWay.RulesAsync(() => database.Get<ConfirmDocument>().ExecuteAsync(id, 1, official)));
        Assert.All(await ParagraphsAsync(database), p => Assert.Null(p.Text));
    }

    [Fact]
    public async Task Who_brought_it_in_and_who_attached_text_is_told()
    {
        await using var database = await Some.RegisterAsync();
        var (keeper, other) = (await database.PersonAsync(Role.RegisterKeeper), await database.PersonAsync(Role.RegisterKeeper, "ROK"));
        var first = database.Get<Calendar>().UtcNow;
        await AttachAsync(database, keeper, "1. We welcomed the new house.\n\n2. We noted the tides.");
        database.Clock.Advance(TimeSpan.FromDays(1));
        await AttachAsync(database, other, Text);

        var view = (await database.Get<DocumentQuery>().AsOfAsync("STATEMENT", database.Today))!;

        Assert.Null(view.Brought);
        Assert.Equal([new DoneBy("RegisterKeeper ROK", first.AddDays(1)), new DoneBy("RegisterKeeper", first)], view.Attached);
        var id = await OnItsWay.StartAsync(database, keeper);
        await database.Get<ConfirmDocument>().ExecuteAsync(id, await OnItsWay.DecideAsync(database, id, keeper), keeper);
        Assert.Equal(new DoneBy("RegisterKeeper", first.AddDays(1)), (await database.Get<DocumentQuery>().AsOfAsync("TIDES-2026", database.Today))!.Brought);
    }

    [Fact]
    public async Task Text_attached_later_was_not_known_before_nor_found()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var instants = new List<DateTime> { database.Get<Calendar>().UtcNow };
        foreach (var text in new[] { "1. We welcomed the new house.\n\n2. We noted the tides.", Text, Text + "\n\n4. We sang." })
        {
            database.Clock.Advance(TimeSpan.FromHours(1));
            await AttachAsync(database, keeper, text);
            instants.Add(database.Get<Calendar>().UtcNow);
        }

        string?[][] expected =
        [
            [null, null],
            ["We welcomed the new house.", "We noted the tides."],
            ["We welcomed the new house.", "We noted the tides.", "We parted."],
            ["We welcomed the new house.", "We noted the tides.", "We parted.", "We sang."],
        ];

        // All are held at once, so that each has what was known at its instant alone.
        var known = await Task.WhenAll(instants.Select(at => database.Get<KnownRegisters>().AtAsync(at)));
        foreach (var (register, texts) in known.Zip(expected))
        {
            var view = (await register.Get<DocumentQuery>().AsOfAsync("STATEMENT", database.Today))!;
            Assert.Equal(texts, view.Paragraphs.Select(p => p.Text));
            Assert.Equal(["Says something.", "Says more."], view.Paragraphs.Take(2).Select(p => p.Gist));
            Assert.Equal(Array.IndexOf(known, register), view.Attached.Count);
            foreach (var (word, text) in new[] { ("house", 0), ("tides", 1), ("parted", 2), ("sang", 3) })
            {
                var found = (await register.Get<SearchQuery>().PageAsync(word, database.Today, SearchType.Paragraphs, 1)).Groups;
                Assert.Equal(texts.ElementAtOrDefault(text) is null ? 0 : 1, found.Sum(g => g.Count));
            }

            Assert.Equal(2, (await register.Get<SearchQuery>().PageAsync("says", database.Today, SearchType.Paragraphs, 1)).Groups.Single().Count);
            await register.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_document_that_an_earlier_version_kept_reads_on_and_gets_its_text()
    {
        await using var database = TestDatabase.Unprepared();
        await using (var db = database.Context())
        {
            await db.GetService<IMigrator>().MigrateAsync("20261128151625_Search", TestContext.Current.CancellationToken);
        }

        await OlderDatabases.ExecuteAsync(database, """INSERT INTO "Documents" ("Code", "Title", "Kind", "DatedOn", "Issuer", "Paragraphs", "BodyMentions") VALUES ('STATEMENT', 'A statement', 'Statement', '2026-01-15', 'Chairman', '[{"number":1,"gist":"Says something."}]', '[]')""");

        await Database.PrepareAsync(database.Services, "no-seed", TestContext.Current.CancellationToken);

        Assert.Empty((await database.Get<DocumentQuery>().AsOfAsync("STATEMENT", database.Today))!.Attached);
        await AttachAsync(database, await database.PersonAsync(Role.RegisterKeeper), "1. We welcomed the new house.\n\n2. We noted the tides.");
        Assert.Equal([new Paragraph(1, "Says something.", "We welcomed the new house."), new Paragraph(2, "", "We noted the tides.")], await ParagraphsAsync(database));
        Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);
    }
}
