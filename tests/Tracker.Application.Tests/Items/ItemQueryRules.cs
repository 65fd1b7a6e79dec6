using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Domain;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Items;

public class ItemQueryRules
{
    [Fact]
    public async Task An_outlook_expires_by_the_rules_of_the_day_shown()
    {
        await using var database = await Some.RegisterAsync(services: s => s.AddSingleton(p => new Calendar(
            p.GetRequiredService<TimeProvider>(), TimeZoneInfo.Utc, new(180, 60), new Dictionary<DateOnly, ReportingRules> { [new(2026, 9, 1)] = new(30, 10) })));
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", new() { On = new(2026, 2, 1), Outlook = new(Outlook.OnTrack), Note = "It goes on." }, keeper);
        var items = database.Get<ItemQuery>();

        Assert.Equal(Outlook.OnTrack, (await items.AsOfAsync("CENTRE", new(2026, 6, 30)))!.Outlook);
        Assert.NotEqual(Outlook.OnTrack, (await items.AsOfAsync("CENTRE", new(2026, 9, 30)))!.Outlook);
    }

    [Fact]
    public async Task Money_of_a_fund_is_shown_from_the_day_on_which_the_fund_is_in_the_register()
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var opening = Some.Opening("A fund", Stage.Agreed);
        await database.Get<AddItem>().ExecuteAsync("FUND", Kind.Fund, Form.None, opening with { Update = opening.Update with { On = new(2026, 6, 1) } }, keeper);
        await database.Get<AddLedgerEntry>().ExecuteAsync("FUND", new(LedgerEntryType.Approval, new(2026, 3, 1), new(100, "USD"), ItemServed: "CENTRE"), keeper);
        var items = database.Get<ItemQuery>();

        var before = (await items.AsOfAsync("CENTRE", new(2026, 5, 31)))!;
        var after = (await items.AsOfAsync("CENTRE", new(2026, 6, 1)))!;

        Assert.Equal((0, 0), (before.Funds.Count, before.Money.Count));
        Assert.Equal(("FUND", 1), (Assert.Single(after.Funds).Code, after.Money.Count));
    }
}
