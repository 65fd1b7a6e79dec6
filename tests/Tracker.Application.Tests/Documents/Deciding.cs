using Microsoft.EntityFrameworkCore;
using Tracker.Application.Documents;
using Tracker.Application.Drafts;
using Tracker.Application.Items;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Documents;

/// <summary>What may be decided of proposals, and the codes that are proposed for new items.</summary>
public class Deciding
{
    private const string House = "ASEAN-ROK Lantern House";

    private static ItemWanted Wanted(Proposal proposal) => Confirmation.WantedOf(proposal, null, _ => null);

    public static TheoryData<string, Func<string, ItemWanted, Decision>> Refused => new()
    {
        { "incoming.reason", (key, _) => new(key, DecisionKind.NotTrackable) },
        { "incoming.reason", (key, _) => new(key, DecisionKind.NotTrackable, Reason: (Untracked)99) },
        { "incoming.to", (key, _) => new(key, DecisionKind.SameItem, "NOTHING") },
        { "incoming.to", (key, _) => new(key, DecisionKind.SameItem, " ") },
        { "incoming.to", (key, _) => new(key, DecisionKind.PartOf) },
        { "incoming.to", (key, _) => new(key, DecisionKind.PartOf, "centre") },
        { "incoming.decision", (key, _) => new(key, (DecisionKind)99) },
        { "profile.title", (key, item) => new(key, DecisionKind.NewItem, Item: item with { Title = new('x', 301) }) },
        { "profile.acronym", (key, item) => new(key, DecisionKind.NewItem, Item: item with { Acronym = new('x', 41) }) },
        { "profile.summary", (key, item) => new(key, DecisionKind.NewItem, Item: item with { Summary = new('x', 4001) }) },
        { "profile.choice", (key, item) => new(key, DecisionKind.NewItem, Item: item with { Pillar = (Pillar)99 }) },
        { "code.form", (key, item) => new(key, DecisionKind.NewItem, Item: item with { Code = new('X', 33) }) },
        { "item.form", (key, item) => new(key, DecisionKind.NewItem, Item: item with { Kind = (Kind)99 }) },
        { "incoming.decision", (key, item) => new(key, DecisionKind.NewItem, Item: item with { Proposer = new('X', 101) }) },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_decided_is_refused(string rule, Func<string, ItemWanted, Decision> decision)
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);

        Assert.Equal([rule], await OnItsWay.RulesAsync(() => OnItsWay.DecideAsync(database, id, keeper, (House, p => decision(p.Key, Wanted(p))))));
        Assert.Equal(1, (await OnItsWay.ReviewAsync(database, id)).Version);
    }

    [Fact]
    public async Task Every_item_that_is_not_there_is_said_at_once()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);

        var refused = (await Assert.ThrowsAsync<RefusedException>(() => OnItsWay.DecideAsync(database, id, keeper, OnItsWay.Same(House, "NOTHING"), OnItsWay.Same("ASEAN-ROK Tides Centre", "CENTRE"), ("Strengthen ferry safety", p => new(p.Key, DecisionKind.PartOf, "NOWHERE"))))).Refusals;

        Assert.Equal([("incoming.to", "To"), ("incoming.to", "To")], refused.Select(r => (r.Rule, r.Field!)));
        Assert.Equal(["There is no item NOTHING. Choose one from the list.", "There is no item NOWHERE. Choose one from the list."], refused.Select(r => r.Message).OrderDescending().OrderBy(m => !m.Contains("NOTHING", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_code_that_an_item_has_or_had_is_not_proposed()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<AddItem>().ExecuteAsync("ARTC", Kind.Centre, Form.Centre, Some.Opening("Another", Stage.Proposed), keeper);
        await database.Get<VoidEntry>().ExecuteAsync("ARTC", 1, "A slip.", keeper);
        await database.Get<AddItem>().ExecuteAsync("STRENGTHEN-FERRY-SAFETY", Kind.Commitment, Form.None, Some.Opening("Another", Stage.NoActionReported), keeper);
        var id = await OnItsWay.StartAsync(database, keeper);

        Assert.Equal(["ARTC-2", "STRENGTHEN-FERRY-SAFETY-2", "ASEAN-ROK-LANTERN-HOUSE"], (await OnItsWay.ReviewAsync(database, id)).Proposals.Select(p => p.Wanted.Code));
    }

    [Fact]
    public async Task A_code_that_was_given_to_another_proposal_is_not_proposed()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);
        await OnItsWay.DecideAsync(database, id, keeper, (House, p => new(p.Key, DecisionKind.NewItem, Item: Wanted(p) with { Code = "ARTC" })));

        Assert.Equal(["ARTC-2", "STRENGTHEN-FERRY-SAFETY", "ARTC"], (await OnItsWay.ReviewAsync(database, id)).Proposals.Select(p => p.Wanted.Code));
    }

    [Fact]
    public async Task What_becomes_no_item_takes_no_code()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper, "1. We agreed to strengthen ferry safety.\n\n2. We agreed to strengthen ferry safety.\n\n3. We agreed to strengthen ferry safety.");
        Assert.Equal(["STRENGTHEN-FERRY-SAFETY", "STRENGTHEN-FERRY-SAFETY-2", "STRENGTHEN-FERRY-SAFETY-3"], (await OnItsWay.ReviewAsync(database, id)).Proposals.Select(p => p.Wanted.Code));

        var keys = (await OnItsWay.ReviewAsync(database, id)).Proposals.Select(p => p.Key).ToList();
        await database.Get<BringDocument>().DecideAsync(id, 1, new Dictionary<string, Decision?> { [keys[0]] = new(keys[0], DecisionKind.NotTrackable, Reason: Untracked.Past), [keys[1]] = new(keys[1], DecisionKind.SameItem, "LINE") }, keeper);

        Assert.Equal("STRENGTHEN-FERRY-SAFETY", (await OnItsWay.ReviewAsync(database, id)).Proposals[2].Wanted.Code);
    }

    [Fact]
    public async Task A_line_of_a_summary_is_no_name_of_its_item()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = Some.Day, OtherNames = ["ASEAN-ROK Tides Centre"], Summary = "ASEAN-ROK Lantern House\nASEAN-ROK Lantern House\r\nIt is beside the sea.\u2028And more.\n\nOf all.", Note = "Read again." }, keeper);
        var id = await OnItsWay.StartAsync(database, keeper);

        var matches = (await OnItsWay.ReviewAsync(database, id)).Proposals.ToDictionary(p => p.Proposal.Title, p => p.Matches.Where(m => m.Reason == MatchReason.Name).Select(m => m.Code));

        Assert.Empty(matches[House]);
        Assert.Equal(["CENTRE"], matches["ASEAN-ROK Tides Centre"]);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-30)]
    public async Task Of_several_items_with_an_acronym_the_newest_has_it(int days)
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        foreach (var (code, kind, form, on) in new[] { ("A", Kind.Centre, Form.Centre, Some.Day), ("B", Kind.Project, Form.Project, Some.Day.AddDays(days)) })
        {
            var opening = Some.Opening(code, null);
            await database.Get<AddItem>().ExecuteAsync(code, kind, form, opening with { Profile = opening.Profile with { Acronym = "TIDES" }, Update = new Update { On = on } }, keeper);
        }

        await using var db = database.Context();
        Assert.Equal(days > 0 ? Kind.Project : Kind.Centre, (await IncomingQuery.AcronymsAsync(db, TestContext.Current.CancellationToken))["TIDES"].Kind);
    }

    [Fact]
    public async Task Reasons_that_only_follow_from_another_are_not_told()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);
        var house = (await OnItsWay.ReviewAsync(database, id)).Proposals.Single(p => p.Proposal.Title == House).Key;
        var version = await OnItsWay.DecideAsync(
            database, id, keeper,
            (House, p => new(p.Key, DecisionKind.NewItem, Item: Wanted(p) with { Nature = Nature.Proposal, Proposer = "NOBODY" })),
            ("ASEAN-ROK Tides Centre", p => new(p.Key, DecisionKind.PartOf, $"#{house}")),
            ("Strengthen ferry safety", p => new(p.Key, DecisionKind.PartOf, $"#{house}", Item: Wanted(p) with { Nature = Nature.Proposal, Proposer = "NONE" })));

        var refused = (await Assert.ThrowsAsync<RefusedException>(() => database.Get<ConfirmDocument>().ExecuteAsync(id, version, keeper))).Refusals;

        Assert.Equal(["ASEAN-ROK-LANTERN-HOUSE: There is no body NOBODY.", "STRENGTHEN-FERRY-SAFETY: There is no body NONE."], refused.Select(r => r.Message).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Drafts_of_a_document_end_with_it(bool isConfirmed)
    {
        await using var database = await Some.RegisterAsync();
        var (keeper, other) = (await database.PersonAsync(Role.RegisterKeeper), await database.PersonAsync(Role.RegisterKeeper));
        var (id, next) = (await OnItsWay.StartAsync(database, keeper), await OnItsWay.StartAsync(database, keeper, about: OnItsWay.About("OTHER")));
        var version = await OnItsWay.DecideAsync(database, id, keeper);
        var drafts = database.Get<KeepDraft>();
        foreach (var (form, person) in new[] { ($"documents/bring/{id:D}?proposal=1", keeper), ($"documents/bring/{id:D}", keeper), ($"documents/bring/{next:D}", keeper), ("items/CENTRE/update", keeper), ($"documents/bring/{id:D}", other) })
        {
            await drafts.ExecuteAsync(Guid.CreateVersion7(), 0, form, "A draft", "{}", person);
        }

        await (isConfirmed ? database.Get<ConfirmDocument>().ExecuteAsync(id, version, keeper) : database.Get<BringDocument>().DiscardAsync(id, keeper));

        Assert.Equal([$"documents/bring/{next:D}", "items/CENTRE/update"], (await drafts.OfAsync(keeper)).Select(d => d.Form).Order());
        Assert.Single(await drafts.OfAsync(other));
    }
}
