using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Items;

public class MyItemsQueryRules
{
    [Theory]
    [InlineData("ROK")]
    [InlineData("ASEAN")]
    public async Task The_list_holds_what_the_bodies_lead_the_most_pressing_first_and_each_reason_is_true(string body)
    {
        await using var database = await TestDatabase.SeededAsync();
        var actor = await database.Get<PeopleQuery>().WhoIsAsync(await database.PersonAsync(Role.Official, body));
        await using var db = database.Context();
        var led = (await db.Items.Include(i => i.Entries).AsNoTracking().ToListAsync())
            .Where(i => i.StateOn(database.Today)?.Profile.Leads.Any(actor.Bodies.Contains) == true)
            .ToDictionary(i => i.Code, i => i.StateOn(database.Today)!);

        var view = await database.Get<MyItemsQuery>().PageAsync(actor, 1);

        Assert.Equal(led.Keys.Order(), view.Items.Select(i => i.Row.Code).Order());
        Assert.Equal(led.Count, view.Total);
        Assert.Equal(view.Items.OrderBy(i => i.Urgency).ThenBy(i => i.Row.LastReportedOn).ThenBy(i => i.Row.Code, StringComparer.Ordinal), view.Items);
        Assert.All(view.Items, i => Assert.Equal(i.Urgency, UrgencyOf(led[i.Row.Code], i.Row.Standing, database.Today)));
        Assert.Equal(view.Items.CountBy(i => i.Urgency).ToDictionary(), view.Counts);
    }

    [Fact]
    public async Task Going_on_from_item_to_item_meets_each_of_the_list_once_and_in_its_order()
    {
        await using var database = await TestDatabase.SeededAsync();
        var actor = await database.Get<PeopleQuery>().WhoIsAsync(await database.PersonAsync(Role.Official, "ROK"));
        var query = database.Get<MyItemsQuery>();
        var list = (await query.PageAsync(actor, 1)).Items.Select(i => i.Row.Code).ToList();

        List<string> met = [list[0]];
        while (await query.NextAfterAsync(actor, met[^1]) is { } next)
        {
            met.Add(next);
        }

        Assert.Equal(list, met);
        Assert.Null(await query.NextAfterAsync(actor, "NO-SUCH-ITEM"));
    }

    [Fact]
    public async Task A_report_of_today_takes_an_item_out_of_those_that_press()
    {
        await using var database = await TestDatabase.SeededAsync();
        var person = await database.PersonAsync(Role.Official, "ROK");
        var actor = await database.Get<PeopleQuery>().WhoIsAsync(person);
        var stale = (await database.Get<MyItemsQuery>().PageAsync(actor, 1)).Items.First(i => i.Urgency == Urgency.NoRecentReport).Row.Code;

        await database.Get<RecordUpdate>().ExecuteAsync(stale, Some.Note(database.Today, "Talks go on."), person);

        Assert.Equal(Urgency.None, (await database.Get<MyItemsQuery>().PageAsync(actor, 1)).Items.Single(i => i.Row.Code == stale).Urgency);
    }

    [Fact]
    public async Task Who_belongs_to_no_body_has_an_empty_list()
    {
        await using var database = await TestDatabase.SeededAsync();
        var actor = await database.Get<PeopleQuery>().WhoIsAsync(await database.PersonAsync(Role.Official));

        Assert.Equal(0, (await database.Get<MyItemsQuery>().PageAsync(actor, 7)).Total);
    }

    private static Urgency UrgencyOf(ItemState state, Standing standing, DateOnly day)
    {
        var rules = ReportingRules.Default;
        return standing is not (Standing.NotStarted or Standing.UnderWay) ? Urgency.None
            : state.OutlookOn(day, rules) == Outlook.OffTrack ? Urgency.OffTrack
            : state.ScheduleOn(day, rules) == Schedule.Overdue ? Urgency.Overdue
            : state.OutlookOn(day, rules) == Outlook.AtRisk ? Urgency.AtRisk
            : state.LastReportedOn < rules.RecentFrom(day) ? Urgency.NoRecentReport
            : state.ScheduleOn(day, rules) == Schedule.Due ? Urgency.DueSoon
            : Urgency.None;
    }
}
