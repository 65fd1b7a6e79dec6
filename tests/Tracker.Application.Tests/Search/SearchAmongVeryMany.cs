using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Search;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Domain.Search;

namespace Tracker.Application.Tests.Search;

/// <summary>Where more than a thousand texts match (docs/domain.md, Search).</summary>
public class SearchAmongVeryMany
{
    private static readonly DateOnly Later = Some.Day.AddDays(60);

    [Fact]
    public async Task The_newest_of_a_type_are_ranked_and_the_view_says_that_there_are_more()
    {
        await using var database = await LighthousesAsync();

        var items = await ItemsAsync(database, database.Today);

        Assert.Equal((SearchQuery.MostRanked, true, 5), (items.Count, items.IsMore, items.PageCount));
    }

    [Fact]
    public async Task An_item_with_the_words_in_its_name_is_found_before_newer_ones()
    {
        await using var database = await LighthousesAsync();

        Assert.Equal(["CALLED", "NAMED"], (await ItemsAsync(database, database.Today)).Hits.Take(2).Select(h => h.Code));
    }

    [Fact]
    public async Task What_is_called_otherwise_by_then_is_not_found()
    {
        await using var database = await LighthousesAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<ReviseItem>().ExecuteAsync("NAMED", new Revision { On = Later, Title = "A beacon", Note = "Renamed." }, keeper);

        Assert.Equal(["CALLED", "NAMED"], (await ItemsAsync(database, Later.AddDays(-1))).Hits.Take(2).Select(h => h.Code));
        Assert.DoesNotContain("NAMED", (await ItemsAsync(database, database.Today)).Hits.Select(h => h.Code));
    }

    [Fact]
    public async Task What_begins_later_is_not_found_and_what_is_of_another_type_has_room_of_its_own()
    {
        await using var database = await LighthousesAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<RecordUpdate>().ExecuteAsync("NAMED", Some.Note(Later, "A lighthouse was lit."), keeper);
        async Task<SearchType[]> TypesAsync(DateOnly day) => [.. (await database.Get<SearchQuery>().FindAsync("lighthouse", day, 5, TestContext.Current.CancellationToken)).Groups.Select(g => g.Type)];

        Assert.Equal([SearchType.Items, SearchType.Notes], await TypesAsync(Later));
        Assert.Equal([SearchType.Items], await TypesAsync(Later.AddDays(-1)));
        Assert.Empty(await TypesAsync(Some.Day.AddDays(-1)));
    }

    private static async Task<SearchGroup> ItemsAsync(TestDatabase database, DateOnly day) =>
        (await database.Get<SearchQuery>().PageAsync("lighthouse", day, SearchType.Items, 1, TestContext.Current.CancellationToken)).Groups.Single();

    /// <summary>Two items called lighthouse, and texts of 1,100 newer ones with the word in their summary.</summary>
    private static async Task<TestDatabase> LighthousesAsync()
    {
        var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        foreach (var (code, profile) in new[]
        {
            ("NAMED", new Profile { Title = "Quarterly lighthouse" }),
            ("CALLED", new Profile { Title = "Another", Acronym = "LIGHTHOUSE" }),
            ("BELOW", new Profile { Title = "Yet another", Summary = "Below a lighthouse." }),
        })
        {
            var opening = Some.Opening(profile.Title, Stage.Proposed);
            await database.Get<AddItem>().ExecuteAsync(code, Kind.Centre, Form.Centre, opening with { Profile = opening.Profile with { Acronym = profile.Acronym, Summary = profile.Summary } }, keeper);
        }

        await using var db = database.Context();
        var below = (await db.SearchTexts.AsNoTracking().Where(t => t.Code == "BELOW").ToListAsync(TestContext.Current.CancellationToken)).Single(t => t.In == FoundIn.Item).AsFound;
        db.MakeFindable(Enumerable.Range(0, 1100).Select(n => below with { Code = $"BELOW-{n}", From = Some.Day.AddDays(1) }));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return database;
    }
}
