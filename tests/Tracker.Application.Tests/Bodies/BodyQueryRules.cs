using Microsoft.EntityFrameworkCore;
using Tracker.Application.Bodies;
using Tracker.Application.Items;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Bodies;

public class BodyQueryRules
{
    [Theory]
    [InlineData("2020-11-12")]
    [InlineData("2022-06-30")]
    [InlineData("2026-11-24")]
    public async Task Each_body_has_the_figures_that_the_journals_give_it(string on)
    {
        await using var database = await TestDatabase.SeededAsync();
        var day = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture);
        await using var db = database.Context();
        var standings = await db.Spans.Where(s => s.From <= day && day < s.Until).ToDictionaryAsync(s => s.Code, s => s.Standing);
        var parts =
            (from item in await db.Items.Include(i => i.Entries).AsNoTracking().ToListAsync()
             let state = item.StateOn(day)
             where state is not null
             from part in state.Profile.Bodies
             select (part.Body, part.Role, item.Code, IsOpen: standings[item.Code] is Standing.NotStarted or Standing.UnderWay, IsStale: state.LastReportedOn < ReportingRules.Default.RecentFrom(day))).ToList();

        var rows = await database.Get<BodyQuery>().AllAsync(day);

        Assert.Equal(await db.Bodies.CountAsync(), rows.Count);
        foreach (var row in rows)
        {
            var leads = parts.Where(p => p.Body == row.Code && p.Role == BodyRole.Lead).ToList();
            Assert.Equal(
                (leads.Count, leads.Count(p => p.IsOpen), leads.Count(p => p is { IsOpen: true, IsStale: true })),
                (row.Leads, row.Open, row.Stale));
            Assert.Equal(row.Leads, await database.Get<RegisterQuery>().CountAsync(new() { Bodies = [row.Code] }, day));
        }

        Assert.Contains(rows, r => r.Leads > 0 && r.Open > 0);
    }

    [Fact]
    public async Task A_body_shows_what_it_leads_with_the_oldest_report_first()
    {
        await using var database = await TestDatabase.SeededAsync();

        var view = (await database.Get<BodyQuery>().AsOfAsync("ROK", database.Today))!;

        Assert.Equal(Math.Min(BodyQuery.MostRows, view.Row.Leads), view.Led.Count);
        Assert.Equal(view.Led.Select(r => r.LastReportedOn).Order(), view.Led.Select(r => r.LastReportedOn));
        Assert.All(view.Others, o => Assert.NotEqual(BodyRole.Lead, o.Role));
        Assert.NotEmpty(view.Below);
    }

    [Fact]
    public async Task A_body_shows_every_paragraph_that_names_it()
    {
        await using var database = await TestDatabase.SeededAsync();
        await using var db = database.Context();
        var documents = await db.Documents.AsNoTracking().ToListAsync();
        foreach (var body in documents.SelectMany(d => d.BodyMentions).Select(m => m.Body).Distinct())
        {
            var view = (await database.Get<BodyQuery>().AsOfAsync(body, database.Today))!;

            Assert.Equal(
                documents.SelectMany(d => d.BodyMentions.Where(m => m.Body == body).Select(m => (d.Code, m.Paragraph, m.Verb))).Order(),
                view.Namings.Select(n => (n.Document, n.Mention.Paragraph, n.Mention.Verb)).Order());
        }
    }

    [Theory]
    [InlineData("NOBODY")]
    [InlineData("not a code")]
    public async Task What_is_no_body_is_not_found(string code)
    {
        await using var database = await Some.RegisterAsync();

        Assert.Null(await database.Get<BodyQuery>().AsOfAsync(code, database.Today));
    }
}
