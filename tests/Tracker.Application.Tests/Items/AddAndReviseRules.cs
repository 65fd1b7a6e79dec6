using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Items;

public class AddAndReviseRules
{
    [Fact]
    public async Task A_code_is_taken_once()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<AddItem>().ExecuteAsync("CENTRE", Kind.Fund, Form.None, Some.Opening("A fund", null), keeper));

        Assert.Contains("code.taken", refused.Refusals.Select(r => r.Rule));
    }

    [Fact]
    public async Task References_that_lead_nowhere_are_all_named()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var opening = Some.Opening("A fund", null);
        var profile = opening.Profile with
        {
            Bodies = [new("NOBODY", BodyRole.Lead)],
            Relations = [new(RelationKind.Funds, "NOTHING")],
            Mentions = [opening.Profile.Mentions[0] with { Paragraph = 99 }],
        };

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<AddItem>().ExecuteAsync("FUND", Kind.Fund, Form.None, opening with { Profile = profile }, keeper));

        Assert.Equal(["reference.body", "reference.item", "reference.paragraph"], refused.Refusals.Select(r => r.Rule).Order());
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Official)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Administrator)]
    public async Task Only_register_keepers_add_items(Role role)
    {
        await using var database = await Some.RegisterAsync();
        var person = await database.PersonAsync(role, "ROK");

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<AddItem>().ExecuteAsync("FUND", Kind.Fund, Form.None, Some.Opening("A fund", null), person));

        Assert.Contains("permission.keep", refused.Refusals.Select(r => r.Rule));
    }

    [Fact]
    public async Task A_new_name_holds_from_its_day_and_the_old_one_before()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);

        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = Some.Day.AddDays(30), Title = "A research centre" }, keeper);

        var query = database.Get<ItemQuery>();
        Assert.Equal("A centre", (await query.AsOfAsync("CENTRE", Some.Day.AddDays(29)))!.State.Profile.Title);
        Assert.Equal("A research centre", (await query.AsOfAsync("CENTRE", Some.Day.AddDays(30)))!.State.Profile.Title);
        Assert.Empty((await database.Get<RegisterQuery>().PageAsync(new() { Text = "research" }, Some.Day)).Rows);
        Assert.Single((await database.Get<RegisterQuery>().PageAsync(new() { Text = "research" }, database.Today)).Rows);
    }

    [Fact]
    public async Task A_revision_meets_a_conflict_when_somebody_saved_meanwhile()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", Some.Note(database.Today, "Premises were found."), keeper);

        await Assert.ThrowsAsync<ConflictException>(() =>
            database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = database.Today, Title = "Another" }, keeper, lastSeen: 1));
    }

    [Fact]
    public async Task A_lead_for_many_items_is_named_whole_or_not_at_all()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var before = await Some.CountsAsync(database);

        await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<ReviseItem>().NameLeadAsync(["CENTRE", "LINE", "MISSING"], "ASEAN", false, database.Today, null, keeper));
        Assert.Equal(before, await Some.CountsAsync(database));

        Assert.Equal(2, await database.Get<ReviseItem>().NameLeadAsync(["CENTRE", "LINE"], "ASEAN", false, database.Today, "Agreed by both sides.", keeper));
        var found = await database.Get<RegisterQuery>().PageAsync(new() { Bodies = ["ASEAN"] }, database.Today);
        Assert.Equal(["CENTRE", "LINE"], found.Rows.Select(r => r.Code));
    }

    [Fact]
    public async Task A_lead_for_many_items_is_refused_with_every_reason_at_once()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            database.Get<ReviseItem>().NameLeadAsync([], "", false, null, null, keeper));

        Assert.Equal(["leads.items", "reference.body", "leads.day"], refused.Refusals.Select(r => r.Rule));
    }

    [Fact]
    public async Task The_lists_of_an_item_are_bounded_and_say_how_much_there_is()
    {
        await using var database = await Some.RegisterAsync();
        await using (var db = database.Context())
        {
            var keeper = Application.Storage.Seed.Importer;
            var mechanism = Item.Open("DIALOGUE", Kind.Mechanism, Form.None, Some.Opening("A dialogue", Stage.Active), keeper, database.Today, DateTime.UnixEpoch);
            List<Item> parts = [];
            for (var n = 0; n < ItemView.MostRelated + 5; n++)
            {
                var opening = Some.Opening($"Part {n}", Stage.NoActionReported);
                parts.Add(Item.Open($"PART-{n}", Kind.Commitment, Form.None, opening with { Profile = opening.Profile with { Relations = [new(RelationKind.PartOf, "DIALOGUE")] } }, keeper, database.Today, DateTime.UnixEpoch));
            }

            db.Items.AddRange([mechanism, .. parts]);
            db.KeepSpansOfNew([mechanism, .. parts]);
            db.Meetings.AddRange(Enumerable.Range(1, ItemView.MostRows + 7).Select(n => Meeting.Record(mechanism, new() { Number = n, On = Some.Day.AddDays(n), Status = MeetingStatus.Held }, [], keeper, database.Today, DateTime.UnixEpoch)));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var view = (await database.Get<ItemQuery>().AsOfAsync("DIALOGUE", database.Today))!;

        Assert.Equal((ItemView.MostRelated, ItemView.MostRelated + 5), (view.Related.Count, view.Totals.Related));
        Assert.Equal((ItemView.MostRows, ItemView.MostRows + 7), (view.Meetings.Count, view.Totals.Meetings));
        Assert.Equal((0, 0), (view.Totals.Money, view.Totals.ReportedFigures));
    }

    [Fact]
    public async Task A_lead_that_takes_over_replaces_those_of_its_side_and_leaves_the_other_side()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var revise = database.Get<ReviseItem>();
        async Task<IEnumerable<BodyPart>> BodiesAsync() => (await database.Get<ItemQuery>().AsOfAsync("CENTRE", database.Today))!.State.Profile.Bodies;
        await revise.ExecuteAsync("CENTRE", new Revision { On = Some.Day, Bodies = [new("ROK", BodyRole.Lead), new("ASEAN", BodyRole.Lead), new("ROK", BodyRole.Host)] }, keeper);

        await revise.NameLeadAsync(["CENTRE"], "ROK-MOFA", false, database.Today, null, keeper);
        Assert.Equal([new("ROK-MOFA", BodyRole.Lead), new("ROK", BodyRole.Lead), new("ASEAN", BodyRole.Lead), new("ROK", BodyRole.Host)], await BodiesAsync());

        await revise.NameLeadAsync(["CENTRE"], "ROK-MOFA", true, database.Today, null, keeper);
        Assert.Equal([new("ROK-MOFA", BodyRole.Lead), new("ASEAN", BodyRole.Lead), new("ROK", BodyRole.Host)], await BodiesAsync());
        Assert.Equal(0, await revise.NameLeadAsync(["CENTRE"], "ROK-MOFA", false, database.Today, null, keeper));
        Assert.Equal(0, await revise.NameLeadAsync(["CENTRE"], "ROK-MOFA", true, database.Today, null, keeper));
    }

    [Fact]
    public async Task Naming_a_lead_says_all_that_is_against_it_at_once()
    {
        await using var database = await Some.RegisterAsync();
        var official = await database.PersonAsync(Role.Official, "ROK");
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        async Task<IEnumerable<string>> AgainstAsync(IReadOnlyList<string> codes, string body, Guid person) =>
            (await Assert.ThrowsAsync<RefusedException>(() => database.Get<ReviseItem>().NameLeadAsync(codes, body, false, database.Today, null, person))).Refusals.Select(r => r.Rule).Order();

        Assert.Equal(["leads.items", "permission.keep", "reference.body"], await AgainstAsync([], "NOBODY", official));
        Assert.Equal(["leads.items"], await AgainstAsync([.. Enumerable.Range(0, ReviseItem.MostAtOnce + 1).Select(n => $"ITEM-{n}")], "ROK", keeper));
    }
}
