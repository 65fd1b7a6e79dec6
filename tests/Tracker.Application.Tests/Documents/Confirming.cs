using Microsoft.EntityFrameworkCore;
using Tracker.Application.Documents;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Documents;

public class Confirming
{
    private static readonly DateOnly DatedOn = new(2026, 3, 1);

    private static async Task<Item> ItemAsync(TestDatabase database, string code)
    {
        await using var db = database.Context();
        return await db.Items.Include(i => i.Entries.OrderBy(e => e.Sequence)).AsNoTracking().SingleAsync(i => i.Code == code);
    }

    private static async Task<Document?> DocumentAsync(TestDatabase database, string code = "TIDES-2026")
    {
        await using var db = database.Context();
        return await db.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.Code == code);
    }

    private static async Task AssertSoundAsync(TestDatabase database) => Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);

    [Fact]
    public async Task Document_items_and_mentions_are_written_under_the_name_of_who_confirmed()
    {
        await using var database = await Some.RegisterAsync();
        var (starter, keeper) = (await database.PersonAsync(Role.RegisterKeeper), await database.PersonAsync(Role.RegisterKeeper, "ROK"));
        var id = await OnItsWay.StartAsync(database, starter);
        var version = await OnItsWay.DecideAsync(database, id, starter, OnItsWay.Same("ASEAN-ROK Tides Centre", "CENTRE"));
        database.Clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal("TIDES-2026", await database.Get<ConfirmDocument>().ExecuteAsync(id, version, keeper));

        var document = (await DocumentAsync(database))!;
        Assert.Equal((keeper, "RegisterKeeper ROK", database.Get<Calendar>().UtcNow, DatedOn), (document.ById, document.ByName, document.RecordedAt, document.DatedOn));
        Assert.Equal([1, 2, 3], document.Paragraphs.Select(p => p.Number));
        Assert.Equal("We agreed to strengthen ferry safety.", document.Paragraphs[1].Text);
        foreach (var (code, entry) in new[] { ("CENTRE", 2), ("STRENGTHEN-FERRY-SAFETY", 1), ("ASEAN-ROK-LANTERN-HOUSE", 1) })
        {
            var item = await ItemAsync(database, code);
            Assert.Equal((entry, keeper, "RegisterKeeper ROK", DatedOn), (item.Entries.Count, item.Entries[^1].ById, item.Entries[^1].ByName, item.Entries[^1].On));
        }

        Assert.Null(await database.Get<IncomingQuery>().ReviewAsync(id));
        await AssertSoundAsync(database);
    }

    [Fact]
    public async Task New_items_open_on_the_documents_day_without_a_stage_with_the_document_as_their_source()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);
        await database.Get<ConfirmDocument>().ExecuteAsync(id, await OnItsWay.DecideAsync(database, id, keeper), keeper);

        var item = await ItemAsync(database, "ASEAN-ROK-LANTERN-HOUSE");

        Assert.Null(item.StateOn(DatedOn.AddDays(-1)));
        var state = item.StateOn(DatedOn)!;
        Assert.Null(state.Stage);
        Assert.Equal(("ASEAN-ROK Lantern House", Nature.Deliverable, DatedOn), (state.Profile.Title, state.Profile.Nature, state.OpenedOn));
        Assert.Equal([new Mention("TIDES-2026", 3, "We", "looked forward to", Strength.Supported, null, "opening")], state.Profile.Mentions);
        Assert.Equal([("TIDES-2026", "3")], item.Entries[0].Content.Update!.Evidence.Select(e => (e.Document, e.Paragraph?.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(("by the end of 2027", new DateOnly(2027, 12, 31)), (item.Entries[0].Content.Update!.Target!.Text, item.Entries[0].Content.Update!.Target!.Latest));
    }

    [Fact]
    public async Task What_is_the_same_gets_a_mention_from_that_day_and_keeps_all_else()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var before = (await ItemAsync(database, "CENTRE")).StateOn(database.Today)!;
        var id = await OnItsWay.StartAsync(database, keeper);
        await database.Get<ConfirmDocument>().ExecuteAsync(id, await OnItsWay.DecideAsync(database, id, keeper, OnItsWay.Same("ASEAN-ROK Tides Centre", "CENTRE")), keeper);

        var item = await ItemAsync(database, "CENTRE");

        Assert.Single(item.StateOn(DatedOn.AddDays(-1))!.Profile.Mentions);
        Assert.Equal([.. before.Profile.Mentions, new Mention("TIDES-2026", 1, "We", "welcomed", Strength.Supported, null, "progress of the establishment")], item.StateOn(DatedOn)!.Profile.Mentions);
        Assert.Equal((before.Stage, before.Profile.Title), (item.StateOn(DatedOn)!.Stage, item.StateOn(DatedOn)!.Profile.Title));
    }

    [Fact]
    public async Task An_item_that_opened_later_begins_with_the_document_and_stays_legal()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper, about: OnItsWay.About(datedOn: "2025-06-01"));
        await database.Get<ConfirmDocument>().ExecuteAsync(id, await OnItsWay.DecideAsync(database, id, keeper, OnItsWay.Same("ASEAN-ROK Tides Centre", "CENTRE")), keeper);

        var item = await ItemAsync(database, "CENTRE");

        var first = item.StateOn(new(2025, 6, 1))!;
        Assert.Equal((new DateOnly(2025, 6, 1), null, "TIDES-2026"), (first.OpenedOn, first.Stage, Assert.Single(first.Profile.Mentions).Document));
        Assert.Equal(Stage.Proposed, item.StateOn(database.Today)!.Stage);
        Assert.Equal(["STATEMENT", "TIDES-2026"], item.StateOn(database.Today)!.Profile.Mentions.Select(m => m.Document).Order());
        await AssertSoundAsync(database);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "It goes on."), keeper);
    }

    [Fact]
    public async Task One_item_that_is_refused_leaves_nothing_written()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);
        var version = await OnItsWay.DecideAsync(database, id, keeper, OnItsWay.Same("ASEAN-ROK Tides Centre", "CENTRE"), ("ASEAN-ROK Lantern House", p => new(p.Key, DecisionKind.NewItem, Item: Confirmation.WantedOf(p, null, _ => null) with { Code = "PLAN" })));
        var before = await Some.CountsAsync(database);

        var refused = (await Assert.ThrowsAsync<RefusedException>(() => database.Get<ConfirmDocument>().ExecuteAsync(id, version, keeper))).Refusals;

        var lantern = (await OnItsWay.ReviewAsync(database, id)).Proposals.Single(p => p.Proposal.Title == "ASEAN-ROK Lantern House");
        Assert.Equal([("code.taken", lantern.Key)], refused.Select(r => (r.Rule, r.Field!)));
        Assert.Equal(before, await Some.CountsAsync(database));
        Assert.Null(await DocumentAsync(database));
        Assert.Equal((version, 3), ((await OnItsWay.ReviewAsync(database, id)).Version, (await database.Get<IncomingQuery>().ListAsync())[0].Decided));
        Assert.Single((await ItemAsync(database, "CENTRE")).Entries);
    }

    [Fact]
    public async Task What_is_not_decided_is_refused_with_its_proposal()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);

        var refused = (await Assert.ThrowsAsync<RefusedException>(() => database.Get<ConfirmDocument>().ExecuteAsync(id, 1, keeper))).Refusals;

        Assert.Equal([("incoming.undecided", (await OnItsWay.ReviewAsync(database, id)).Proposals[0].Key)], refused.Select(r => (r.Rule, r.Field!)));
        Assert.Null(await DocumentAsync(database));
    }

    [Fact]
    public async Task An_item_that_was_withdrawn_gets_no_mention()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<VoidEntry>().ExecuteAsync("CENTRE", 1, "A slip.", keeper);
        var id = await OnItsWay.StartAsync(database, keeper);
        var version = await OnItsWay.DecideAsync(database, id, keeper, OnItsWay.Same("ASEAN-ROK Tides Centre", "CENTRE"));

        Assert.Equal(["incoming.withdrawn"], await OnItsWay.RulesAsync(() => database.Get<ConfirmDocument>().ExecuteAsync(id, version, keeper)));
    }

    [Fact]
    public async Task What_is_part_of_another_new_item_is_so_in_the_register()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);
        var house = (await OnItsWay.ReviewAsync(database, id)).Proposals.Single(p => p.Proposal.Title == "ASEAN-ROK Lantern House").Key;
        var version = await OnItsWay.DecideAsync(database, id, keeper, ("ASEAN-ROK Tides Centre", p => new(p.Key, DecisionKind.PartOf, $"#{house}")), ("Strengthen ferry safety", p => new(p.Key, DecisionKind.PartOf, "PLAN")));
        await database.Get<ConfirmDocument>().ExecuteAsync(id, version, keeper);

        Assert.Contains(new Relation(RelationKind.PartOf, "ASEAN-ROK-LANTERN-HOUSE"), (await ItemAsync(database, "ARTC")).StateOn(DatedOn)!.Profile.Relations);
        Assert.Contains(new Relation(RelationKind.PartOf, "PLAN"), (await ItemAsync(database, "STRENGTHEN-FERRY-SAFETY")).StateOn(DatedOn)!.Profile.Relations);
        await AssertSoundAsync(database);
    }

    [Fact]
    public async Task A_document_is_confirmed_once()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);
        var version = await OnItsWay.DecideAsync(database, id, keeper);
        var confirm = database.Get<ConfirmDocument>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => await Record.ExceptionAsync(() => confirm.ExecuteAsync(id, version, keeper))));

        Assert.Single(outcomes, o => o is null);
        Assert.All(outcomes.OfType<Exception>(), o => Assert.Equal("incoming.gone", Assert.Single(Assert.IsType<RefusedException>(o).Refusals).Rule));
        Assert.Equal(6, (await Some.CountsAsync(database)).Items);
        Assert.Single((await ItemAsync(database, "ARTC")).Entries);
    }

    [Fact]
    public async Task A_code_that_was_taken_meanwhile_is_refused()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var (first, second) = (await OnItsWay.StartAsync(database, keeper), await OnItsWay.StartAsync(database, keeper));
        await database.Get<ConfirmDocument>().ExecuteAsync(first, await OnItsWay.DecideAsync(database, first, keeper), keeper);
        var version = await OnItsWay.DecideAsync(database, second, keeper);

        Assert.Equal(["incoming.code-taken"], await OnItsWay.RulesAsync(() => database.Get<ConfirmDocument>().ExecuteAsync(second, version, keeper)));
    }

    [Fact]
    public async Task A_document_without_a_paragraph_is_refused()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper, "1. We agreed to strengthen ferry safety.");
        var version = await database.Get<BringDocument>().EditAsync(id, 1, new PartEdit(PartEditKind.Mark, 0, As: PartKind.Heading), keeper);

        Assert.Equal(["incoming.paragraphs"], await OnItsWay.RulesAsync(() => database.Get<ConfirmDocument>().ExecuteAsync(id, version, keeper)));
    }

    [Fact]
    public async Task What_was_recorded_later_was_not_known_before()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);
        var other = await OnItsWay.StartAsync(database, keeper, about: OnItsWay.About("OTHER"));
        var version = await OnItsWay.DecideAsync(database, id, keeper, OnItsWay.Same("ASEAN-ROK Tides Centre", "CENTRE"));
        var before = database.Get<Calendar>().UtcNow;
        database.Clock.Advance(TimeSpan.FromHours(1));
        await database.Get<ConfirmDocument>().ExecuteAsync(id, version, keeper);
        var after = database.Get<Calendar>().UtcNow;

        await using (var known = await database.Get<KnownRegisters>().AtAsync(before))
        {
            Assert.Null(await known.Get<DocumentQuery>().AsOfAsync("TIDES-2026", database.Today));
            Assert.NotNull(await known.Get<DocumentQuery>().AsOfAsync("STATEMENT", database.Today));
            Assert.Null(await known.Get<ItemQuery>().AsOfAsync("ASEAN-ROK-LANTERN-HOUSE", database.Today));
            Assert.Null(await known.Get<IncomingQuery>().ReviewAsync(other));
        }

        await using var then = await database.Get<KnownRegisters>().AtAsync(after);
        Assert.Equal(3, (await then.Get<DocumentQuery>().AsOfAsync("TIDES-2026", database.Today))!.Items);
        Assert.Empty(await then.Get<IncomingQuery>().ListAsync());
        Assert.NotNull(await database.Get<IncomingQuery>().ReviewAsync(other));
    }
}
