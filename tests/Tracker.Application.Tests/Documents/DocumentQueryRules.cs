using Microsoft.EntityFrameworkCore;
using Tracker.Application.Documents;
using Tracker.Application.Items;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Documents;

public class DocumentQueryRules
{
    [Theory]
    [InlineData("2020-11-12")]
    [InlineData("2022-06-30")]
    [InlineData("2026-11-24")]
    public async Task A_document_names_what_the_journals_of_the_items_say_it_does(string on)
    {
        await using var database = await TestDatabase.SeededAsync();
        var day = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture);
        await using var db = database.Context();
        var items = await db.Items.Include(i => i.Entries).AsNoTracking().ToListAsync();
        var expected =
            from item in items
            let state = item.StateOn(day)
            where state is not null
            from mention in state.Profile.Mentions
            where mention.Document == "CS-21"
            select (mention.Paragraph, item.Code, mention.Speaker, mention.Verb, mention.Strength, mention.Addressee, mention.State);

        var view = (await database.Get<DocumentQuery>().AsOfAsync("CS-21", day))!;

        Assert.Equal(
            expected.Order(),
            view.Paragraphs.SelectMany(p => p.Items.Select(i => (p.Number, i.Code, i.Speaker, i.Verb, i.Strength, i.Addressee, i.State))).Order());
        Assert.Equal(expected.Select(e => e.Code).Distinct().Count(), view.Items);
        Assert.Equal(view.Items, await database.Get<RegisterQuery>().CountAsync(new() { Document = "CS-21" }, day));
        Assert.Equal(items.Count(i => i.StateOn(day) is { } s && s.OpenedOn == new DateOnly(2020, 11, 12) && s.Profile.Mentions.Any(m => m.Document == "CS-21")), view.First);
    }

    [Fact]
    public async Task Kinds_of_source_are_kept_apart_and_pages_hold_fifty()
    {
        await using var database = await TestDatabase.SeededAsync();
        var query = database.Get<DocumentQuery>();

        var all = await query.PageAsync(null, 1, database.Today);
        var press = await query.PageAsync(DocumentKind.PressReport, 1, database.Today);
        var last = await query.PageAsync(null, 999, database.Today);

        Assert.Equal(all.Total, all.Kinds.Values.Sum());
        Assert.Equal(Math.Min(50, all.Total), all.Rows.Count);
        Assert.Equal(all.Total - 50, last.Rows.Count);
        Assert.Equal(all.Rows.Select(r => r.Kind).Order(), all.Rows.Select(r => r.Kind));
        Assert.All(press.Rows, r => Assert.Equal(DocumentKind.PressReport, r.Kind));
        Assert.Equal(press.Total, all.Kinds[DocumentKind.PressReport]);
        Assert.All(all.Rows, r => Assert.True(r.DatedOn <= database.Today));
    }

    [Fact]
    public async Task A_mention_that_is_withdrawn_is_named_no_more_from_that_day()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var mention = Some.Opening("", null).Profile.Mentions[0];
        await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new Revision { On = Some.Day.AddDays(5), MentionsWithdrawn = [mention], Note = "It speaks of another centre." }, keeper);

        async Task<IEnumerable<string>> NamedAsync(int after) =>
            (await database.Get<DocumentQuery>().AsOfAsync("STATEMENT", Some.Day.AddDays(after)))!.Paragraphs.SelectMany(p => p.Items).Select(i => i.Code);
        Assert.Contains("CENTRE", await NamedAsync(4));
        Assert.DoesNotContain("CENTRE", await NamedAsync(5));
    }

    [Theory]
    [InlineData("NOTHING")]
    [InlineData("not a code")]
    [InlineData("")]
    public async Task What_is_no_document_is_not_found(string code)
    {
        await using var database = await Some.RegisterAsync();

        Assert.Null(await database.Get<DocumentQuery>().AsOfAsync(code, database.Today));
    }
}
