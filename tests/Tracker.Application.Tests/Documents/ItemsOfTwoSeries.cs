using Tracker.Application.Documents;
using Tracker.Application.Items;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Documents;

/// <summary>An item in two series is silent where one of them is (docs/domain.md, Silent since).</summary>
public class ItemsOfTwoSeries
{
    private static readonly DateOnly First = Some.Day.AddDays(10);

    /// <summary>The dialogue names the centre, then the plan; the summit names the centre before, between and after.</summary>
    private static async Task<TestDatabase> RegisterAsync()
    {
        var database = await Some.RegisterAsync();
        (string Code, string Series, int After, string Item)[] all = [("D1", "Dialogue", 0, "CENTRE"), ("S1", "Summit", 5, "CENTRE"), ("D2", "Dialogue", 10, "PLAN"), ("S2", "Summit", 20, "CENTRE")];
        await using (var db = database.Context())
        {
            db.Documents.AddRange(all.Select(d => new Document(d.Code, $"Statement {d.Code}", DocumentKind.Statement, First.AddDays(d.After), null, "Chair", null, series: d.Series)));
            await db.SaveChangesAsync();
        }

        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        foreach (var (code, _, after, item) in all)
        {
            await database.Get<ReviseItem>().ExecuteAsync(item, new Revision { On = First.AddDays(after), MentionsAdded = [new(code, null, "We", "noted", Strength.Acknowledged)], Note = "Named." }, keeper);
        }

        return database;
    }

    private static async Task<IEnumerable<string>> SilentAsync(TestDatabase database, string since, DateOnly? day = null) =>
        (await database.Get<RegisterQuery>().PageAsync(new() { SilentSince = [Silence.Read(since)!.Value] }, day ?? database.Today)).Rows.Select(r => r.Code);

    [Fact]
    public async Task An_item_is_silent_in_one_series_while_another_still_names_it()
    {
        await using var database = await RegisterAsync();

        Assert.Equal(["CENTRE"], await SilentAsync(database, "D1"));
        Assert.Equal(["CENTRE"], await SilentAsync(database, "2026"));
        Assert.Empty(await SilentAsync(database, "S1"));
        Assert.Empty(await SilentAsync(database, "S2"));
        Assert.Empty(await SilentAsync(database, "D1", First.AddDays(9)));
        Assert.Equal(["CENTRE"], await SilentAsync(database, "D1", First.AddDays(10)));
    }

    [Fact]
    public async Task Its_page_and_the_document_s_say_the_same()
    {
        await using var database = await RegisterAsync();

        var (last, later) = Assert.Single((await database.Get<ItemQuery>().AsOfAsync("CENTRE", database.Today, 1))!.Trail.SilentSince);

        Assert.Equal(("D1", "D2"), (last.Code, Assert.Single(later).Code));
        foreach (var (code, items) in new[] { ("D1", 1), ("S1", 0) })
        {
            Assert.Equal(items, (await database.Get<DocumentQuery>().AsOfAsync(code, database.Today))!.Series!.SilentSince);
        }
    }
}
