using Microsoft.EntityFrameworkCore;
using Tracker.Application.Documents;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Documents;

/// <summary>Documents brought in that are older than what the register says of an item already.</summary>
public class EarlierDocuments
{
    private const string Text = "1. We welcomed the progress of the establishment of the ASEAN-ROK Tides Centre (ARTC).";

    private static async Task BringInAsync(TestDatabase database, Guid keeper, string code, string datedOn)
    {
        var id = await OnItsWay.StartAsync(database, keeper, Text, OnItsWay.About(code, datedOn));
        await database.Get<ConfirmDocument>().ExecuteAsync(id, await OnItsWay.DecideAsync(database, id, keeper, OnItsWay.Same("ASEAN-ROK Tides Centre", "CENTRE")), keeper);
    }

    private static async Task<Item> CentreAsync(TestDatabase database)
    {
        await using var db = database.Context();
        return (await db.ItemAsync("CENTRE", default))!;
    }

    private static string[] NamedOn(Item item, DateOnly day) => [.. item.StateOn(day)!.Profile.Mentions.Select(m => m.Document).Order()];

    [Fact]
    public async Task Between_two_openings_a_document_goes_on_naming_the_item()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await BringInAsync(database, keeper, "D-2023", "2023-06-01");
        await BringInAsync(database, keeper, "D-2024", "2024-06-01");

        var item = await CentreAsync(database);

        Assert.Equal(["D-2023"], NamedOn(item, new(2024, 5, 31)));
        Assert.Equal(["D-2023", "D-2024"], NamedOn(item, new(2026, 1, 14)));
        Assert.Equal(["D-2023", "D-2024", "STATEMENT"], NamedOn(item, Some.Day));
        Assert.Equal(["D-2023", "D-2024", "STATEMENT"], NamedOn(item, database.Today));
        Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);
    }

    [Fact]
    public async Task Before_two_openings_a_document_goes_on_naming_the_item()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await BringInAsync(database, keeper, "D-2024", "2024-06-01");
        await BringInAsync(database, keeper, "D-2023", "2023-06-01");

        var item = await CentreAsync(database);

        Assert.Equal(["D-2023"], NamedOn(item, new(2024, 5, 31)));
        Assert.Equal(["D-2023", "D-2024"], NamedOn(item, new(2026, 1, 14)));
        Assert.Equal(["D-2023", "D-2024", "STATEMENT"], NamedOn(item, database.Today));
        Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);
    }

    [Fact]
    public async Task An_earlier_opening_has_the_profile_of_the_former_one()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = Some.Day.AddDays(60), Title = "A centre of another name", Note = "Renamed." }, keeper);
        await BringInAsync(database, keeper, "D-2024", "2024-06-01");

        var item = await CentreAsync(database);

        Assert.Equal("A centre", item.StateOn(new(2024, 6, 1))!.Profile.Title);
        Assert.Equal("A centre of another name", item.StateOn(database.Today)!.Profile.Title);
    }

    [Fact]
    public async Task A_mention_added_by_hand_between_two_openings_goes_on()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await BringInAsync(database, keeper, "D-2023", "2023-06-01");
        var sequence = await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = new(2024, 6, 1), MentionsAdded = [new("PRESS", null, "We", "noted", Strength.Acknowledged)], Note = "Read again." }, keeper);

        var item = await CentreAsync(database);

        Assert.Equal(new DateOnly(2024, 6, 1), item.Entries.Single(e => e.Sequence == sequence).On);
        Assert.Equal(["D-2023"], NamedOn(item, new(2024, 5, 31)));
        Assert.Equal(["D-2023", "PRESS", "STATEMENT"], NamedOn(item, database.Today));
    }

    [Fact]
    public async Task An_earlier_opening_by_hand_goes_on_naming_its_document()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var opening = Some.Opening("A centre", null);
        var earlier = opening with
        {
            Profile = opening.Profile with { Mentions = [new("PRESS", null, "We", "noted", Strength.Acknowledged)] },
            Update = new Update { On = Some.Day.AddDays(-30) },
        };
        var sequence = await database.Get<AddItem>().EarlierAsync("CENTRE", earlier, keeper);

        var item = await CentreAsync(database);

        Assert.Equal(EntryType.Opening, item.Entries.Single(e => e.Sequence == sequence).Type);
        Assert.Equal(["PRESS"], NamedOn(item, Some.Day.AddDays(-1)));
        Assert.Equal(["PRESS", "STATEMENT"], NamedOn(item, database.Today));
    }
}
