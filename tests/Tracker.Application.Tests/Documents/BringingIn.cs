using Microsoft.EntityFrameworkCore;
using Tracker.Application.Documents;
using Tracker.Domain;
using Tracker.Domain.Documents;

namespace Tracker.Application.Tests.Documents;

public class BringingIn
{
    private static readonly PartEdit Join = new(PartEditKind.Join, 1);

    [Fact]
    public async Task A_text_is_kept_with_who_began_and_nothing_of_it_is_in_the_register()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var before = await Some.CountsAsync(database);

        var id = await OnItsWay.StartAsync(database, keeper);

        var view = await OnItsWay.ReviewAsync(database, id);
        Assert.Equal([1, 2, 3], view.Paragraphs.Select(p => p.Number));
        Assert.Equal(["ASEAN-ROK Tides Centre", "Strengthen ferry safety", "ASEAN-ROK Lantern House"], view.Proposals.Select(p => p.Proposal.Title));
        Assert.Equal(["ARTC", "STRENGTHEN-FERRY-SAFETY", "ASEAN-ROK-LANTERN-HOUSE"], view.Proposals.Select(p => p.Wanted.Code));
        Assert.Equal(("TIDES-2026", "RegisterKeeper", 0), (await database.Get<IncomingQuery>().ListAsync()).Select(r => (r.Code, r.ByName, r.Decided)).Single());
        Assert.Equal(before, await Some.CountsAsync(database));
        await using var db = database.Context();
        Assert.False(await db.Documents.AnyAsync(d => d.Code == "TIDES-2026", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Official)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Administrator)]
    public async Task Nobody_but_register_keepers_does_anything_with_it(Role role)
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var person = await database.PersonAsync(role, "ROK");
        var id = await OnItsWay.StartAsync(database, keeper);
        var version = await OnItsWay.DecideAsync(database, id, keeper);
        var bring = database.Get<BringDocument>();
        Func<Task>[] deeds =
        [
            () => OnItsWay.StartAsync(database, person, about: OnItsWay.About("OTHER")), () => bring.SayAsync(id, version, OnItsWay.About("OTHER"), person), () => bring.EditAsync(id, version, Join, person),
            () => bring.UndoAsync(id, version, person), () => bring.DecideAsync(id, version, new Dictionary<string, Decision?>(), person), () => bring.DiscardAsync(id, person), () => database.Get<ConfirmDocument>().ExecuteAsync(id, version, person),
        ];

        foreach (var deed in deeds)
        {
            Assert.Equal(["permission.keep"], await OnItsWay.RulesAsync(deed));
        }

        Assert.Equal(version, (await OnItsWay.ReviewAsync(database, id)).Version);
    }

    [Fact]
    public async Task Rights_are_those_that_storage_gives_now()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);
        await using (var db = database.Context())
        {
            await db.Users.Where(u => u.Id == keeper).ExecuteUpdateAsync(u => u.SetProperty(p => p.Role, Role.Viewer), TestContext.Current.CancellationToken);
        }

        Assert.Equal(["permission.keep"], await OnItsWay.RulesAsync(() => database.Get<BringDocument>().EditAsync(id, 1, Join, keeper)));
        Assert.Equal(["permission.keep"], await OnItsWay.RulesAsync(() => database.Get<BringDocument>().DiscardAsync(id, keeper)));
    }

    [Fact]
    public async Task What_was_changed_in_another_window_is_not_written_over()
    {
        await using var database = await Some.RegisterAsync();
        var (keeper, other) = (await database.PersonAsync(Role.RegisterKeeper), await database.PersonAsync(Role.RegisterKeeper));
        var id = await OnItsWay.StartAsync(database, keeper);
        var bring = database.Get<BringDocument>();
        Assert.Equal(2, await bring.EditAsync(id, 1, Join, other));

        Func<Task>[] deeds =
        [
            () => bring.SayAsync(id, 1, OnItsWay.About("OTHER"), keeper), () => bring.EditAsync(id, 1, Join, keeper), () => bring.UndoAsync(id, 1, keeper),
            () => bring.DecideAsync(id, 1, new Dictionary<string, Decision?>(), keeper), () => database.Get<ConfirmDocument>().ExecuteAsync(id, 1, keeper),
        ];

        foreach (var deed in deeds)
        {
            Assert.Equal(["incoming.changed"], await OnItsWay.RulesAsync(deed));
        }

        Assert.Equal((2, 2), ((await OnItsWay.ReviewAsync(database, id)).Version, (await OnItsWay.ReviewAsync(database, id)).Paragraphs.Count));
    }

    [Fact]
    public async Task Parts_are_put_right_and_each_edit_can_be_taken_back()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);
        var bring = database.Get<BringDocument>();

        await bring.EditAsync(id, 1, Join, keeper);
        await bring.EditAsync(id, 2, new PartEdit(PartEditKind.Renumber, 1, Number: "2"), keeper);
        Assert.Equal([1, 2], (await OnItsWay.ReviewAsync(database, id)).Paragraphs.Select(p => p.Number));
        await bring.UndoAsync(id, 3, keeper);
        await bring.UndoAsync(id, 4, keeper);

        Assert.Equal([1, 2, 3], (await OnItsWay.ReviewAsync(database, id)).Paragraphs.Select(p => p.Number));
        Assert.Equal(["incoming.undo"], await OnItsWay.RulesAsync(() => bring.UndoAsync(id, 5, keeper)));
        Assert.Equal(["incoming.join"], await OnItsWay.RulesAsync(() => bring.EditAsync(id, 5, new PartEdit(PartEditKind.Join, 0), keeper)));
        Assert.Equal((5, 0), ((await OnItsWay.ReviewAsync(database, id)).Version, (await OnItsWay.ReviewAsync(database, id)).Edits));
    }

    [Fact]
    public async Task A_decision_is_kept_while_another_paragraph_is_put_right_and_can_be_taken_back()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);
        var version = await OnItsWay.DecideAsync(database, id, keeper, OnItsWay.Nothing("ASEAN-ROK Lantern House"));
        version = await database.Get<BringDocument>().EditAsync(id, version, Join, keeper);

        var lantern = (await OnItsWay.ReviewAsync(database, id)).Proposals.Single(p => p.Proposal.Title == "ASEAN-ROK Lantern House");
        Assert.Equal(DecisionKind.NotTrackable, lantern.Decision?.Kind);

        await database.Get<BringDocument>().DecideAsync(id, version, new Dictionary<string, Decision?> { [lantern.Key] = null }, keeper);
        Assert.Equal([true, true, false], (await OnItsWay.ReviewAsync(database, id)).Proposals.Select(p => p.Decision is not null));
    }

    [Theory]
    [InlineData("STATEMENT", "2026-03-01", "incoming.code-taken")]
    [InlineData("TIDES-2026", "2026-11-25", "incoming.future")]
    [InlineData("TIDES-2026", "1 March", "incoming.day")]
    [InlineData("tides", "2026-03-01", "code.form")]
    public async Task What_is_said_of_a_document_is_checked_from_the_start(string code, string datedOn, string rule)
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);

        Assert.Equal([rule], await OnItsWay.RulesAsync(() => OnItsWay.StartAsync(database, keeper, about: OnItsWay.About(code, datedOn))));
        Assert.Equal([rule], await OnItsWay.RulesAsync(() => database.Get<BringDocument>().SayAsync(id, 1, OnItsWay.About(code, datedOn), keeper)));
        Assert.Equal("TIDES-2026", (await OnItsWay.ReviewAsync(database, id)).About.Code);
        Assert.Single(await database.Get<IncomingQuery>().ListAsync());
    }

    [Fact]
    public async Task The_day_on_which_it_is_brought_in_is_no_future()
    {
        await using var database = await Some.RegisterAsync();

        await OnItsWay.StartAsync(database, await database.PersonAsync(Role.RegisterKeeper), about: OnItsWay.About(datedOn: "2026-11-24"));
    }

    [Fact]
    public async Task That_day_begins_where_the_register_is_kept()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);

        // It is one o'clock in the morning of the 25th in Jakarta.
        database.Clock.SetUtcNow(new(2026, 11, 24, 18, 0, 0, TimeSpan.Zero));
        var id = await OnItsWay.StartAsync(database, keeper, about: OnItsWay.About(datedOn: "2026-11-25"));

        Assert.Equal(["incoming.future"], await OnItsWay.RulesAsync(() => OnItsWay.StartAsync(database, keeper, about: OnItsWay.About("OTHER", "2026-11-26"))));
        Assert.Equal("TIDES-2026", await database.Get<ConfirmDocument>().ExecuteAsync(id, await OnItsWay.DecideAsync(database, id, keeper), keeper));
        Assert.NotNull(await database.Get<DocumentQuery>().AsOfAsync("TIDES-2026", new(2026, 11, 25)));
    }

    [Fact]
    public async Task At_most_fifty_are_on_their_way()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        Guid last = default;
        for (var n = 0; n < BringDocument.MostAtOnce; n++)
        {
            last = await OnItsWay.StartAsync(database, keeper);
        }

        Assert.Equal(["incoming.most"], await OnItsWay.RulesAsync(() => OnItsWay.StartAsync(database, keeper)));

        await database.Get<BringDocument>().DiscardAsync(last, keeper);
        await OnItsWay.StartAsync(database, keeper);
        Assert.Equal(50, (await database.Get<IncomingQuery>().ListAsync()).Count);
    }

    [Fact]
    public async Task What_is_discarded_is_gone()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var id = await OnItsWay.StartAsync(database, keeper);

        await database.Get<BringDocument>().DiscardAsync(id, keeper);

        Assert.Null(await database.Get<IncomingQuery>().ReviewAsync(id));
        Assert.Empty(await database.Get<IncomingQuery>().ListAsync());
        Assert.Equal(["incoming.gone"], await OnItsWay.RulesAsync(() => database.Get<BringDocument>().DiscardAsync(id, keeper)));
        Assert.Equal(["incoming.gone"], await OnItsWay.RulesAsync(() => database.Get<ConfirmDocument>().ExecuteAsync(id, 1, keeper)));
    }
}
