using Microsoft.EntityFrameworkCore;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Domain;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Funds;

public class FundQueryRules
{
    private static readonly DateOnly[] Days = [new(2020, 11, 11), new(2020, 11, 12), new(2021, 10, 30), new(2021, 10, 31), new(2026, 11, 24)];

    /// <summary>A fund with more entries than a page has, some of them taken back later.</summary>
    private static async Task<(TestDatabase Database, Guid Keeper)> LongLedgerAsync()
    {
        var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<AddItem>().ExecuteAsync("FUND", Kind.Fund, Form.None, Some.Opening("A fund", Stage.Agreed), keeper);
        var deed = database.Get<AddLedgerEntry>();
        for (var n = 0; n < 52; n++)
        {
            await deed.ExecuteAsync("FUND", new(LedgerEntryType.Receipt, Some.Day.AddDays(n), n % 5 == 0 ? null : new(100, n % 3 == 0 ? "KRW" : "USD"), ItemServed: n % 2 == 0 ? "CENTRE" : null), keeper);
        }

        await deed.TakeBackAsync("FUND", 2, Some.Day.AddDays(60), "A slip.", keeper);
        await deed.TakeBackAsync("FUND", 6, Some.Day.AddDays(70), "A slip.", keeper);
        return (database, keeper);
    }

    [Fact]
    public async Task The_seeds_cooperation_fund_reads_as_its_sources_say()
    {
        await using var database = await TestDatabase.SeededAsync();

        var view = (await database.Get<FundQuery>().AsOfAsync("AKCF", database.Today))!;

        var usd = Assert.Single(view.Totals.ByCurrency);
        Assert.True(view.Totals.HasPast);
        Assert.Equal(("USD", new Total(600_000_000, 2, 1), new Total(0, 0, 1)), (usd.Currency, usd.Approved, usd.Pledged));
        Assert.Null(usd.Balance);
        Assert.Null(usd.ApprovedOfReceived.Percent);
        Assert.Equal([2020], view.Years.Select(y => y.Year));
        Assert.Equal(["AKCF-INCREASE", "DETECTION-CAPACITY", "RESPONSE-FUND-USD1M", "TEAM"], view.Served.Select(s => s.Code));
        Assert.Equal([5, 4, 3, 2, 1], view.Rows.Select(r => r.Entry.Sequence));
        Assert.NotEmpty(view.Reported);
        Assert.Null(view.NotBorneOut);
    }

    [Fact]
    public async Task A_transfer_leads_from_either_side_to_the_other_and_each_fund_counts_its_own()
    {
        await using var database = await TestDatabase.SeededAsync();
        var funds = database.Get<FundQuery>();

        var giving = (await funds.AsOfAsync("AKCF", database.Today))!;
        var taking = (await funds.AsOfAsync("COVID-RESPONSE-FUND", database.Today))!;

        Assert.Equal(new Transfer("COVID-RESPONSE-FUND", taking.Item.Title, 2, Counts: true), giving.Rows.Single(r => r.Entry.Sequence == 4).Transfer);
        Assert.Equal(new Transfer("AKCF", giving.Item.Title, 4, Counts: true), taking.Rows.Single(r => r.Entry.Sequence == 2).Transfer);
        Assert.Equal(1, giving.Rows.Concat(taking.Rows).Count(r => r.Transfer is { Fund: "AKCF" }));
        var item = (await database.Get<ItemQuery>().AsOfAsync("RESPONSE-FUND-USD1M", database.Today))!;
        Assert.Equal(["AKCF", "COVID-RESPONSE-FUND"], item.Funds.Select(f => f.Code));
        Assert.Equal(100_000_000, item.Funds[0].Totals.ByCurrency.Single().Approved.Minor);
        Assert.Equal(100_000_000, item.Funds[1].Totals.ByCurrency.Single().Pledged.Minor);
    }

    [Fact]
    public async Task The_other_side_of_a_transfer_that_is_taken_back_says_so_from_that_day_on()
    {
        await using var database = await TestDatabase.SeededAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<AddLedgerEntry>().TakeBackAsync("AKCF", 4, new(2022, 1, 1), "It was not made.", keeper);

        async Task<Transfer?> OnAsync(DateOnly day) => (await database.Get<FundQuery>().AsOfAsync("COVID-RESPONSE-FUND", day))!.Rows.Single(r => r.Entry.Sequence == 2).Transfer;

        Assert.True((await OnAsync(new(2021, 12, 31)))!.Counts);
        Assert.False((await OnAsync(new(2022, 1, 1)))!.Counts);
    }

    [Fact]
    public async Task The_list_and_the_page_of_each_fund_come_to_the_same_on_every_day_and_so_does_storage()
    {
        var (database, _) = await LongLedgerAsync();
        await using var __ = database;
        var all = 0;
        foreach (var day in new[] { 0, 1, 30, 59, 60, 69, 70, 100 }.Select(Some.Day.AddDays))
        {
            var row = Assert.Single((await database.Get<FundQuery>().AllAsync(day)).Rows);
            var view = (await database.Get<FundQuery>().AsOfAsync("FUND", day))!;
            Assert.Equal(view.Totals.ByCurrency, row.Totals.ByCurrency);
            Assert.Equal(view.Totals.ByCurrency.Sum(c => c.Received.Minor), view.Years.Sum(y => y.Totals.ByCurrency.Sum(c => c.Received.Minor)));

            await using var db = database.Context();
            var ledger = new Ledger(await db.Items.SingleAsync(i => i.Code == "FUND"), await db.LedgerEntries.OrderBy(e => e.Sequence).ToListAsync());
            var item = (await database.Get<ItemQuery>().AsOfAsync("CENTRE", day))!;
            Assert.Equal(ledger.StandingOn(day).Count(e => e.ItemServed == "CENTRE"), item.Totals.Money);
            all += ledger.StandingOn(day).Count;
        }

        Assert.Equal(1 + 2 + 31 + 52 + 51 + 51 + 50 + 50, all);
    }

    [Fact]
    public async Task The_ledger_is_paged_and_an_entry_asked_for_is_on_the_page_shown()
    {
        var (database, _) = await LongLedgerAsync();
        await using var __ = database;
        var funds = database.Get<FundQuery>();

        var first = (await funds.AsOfAsync("FUND", database.Today))!;
        var second = (await funds.AsOfAsync("FUND", database.Today, page: 2))!;

        Assert.Equal((54, 2, 50, 4), (first.Entries, first.PageCount, first.Rows.Count, second.Rows.Count));
        Assert.Equal([4, 3, 2, 1], second.Rows.Select(r => r.Entry.Sequence));
        Assert.Equal(53, second.Rows[2].TakenBackBy!.Sequence);
        Assert.Null((await funds.AsOfAsync("FUND", Some.Day.AddDays(59), page: 2))!.Rows.Single(r => r.Entry.Sequence == 2).TakenBackBy);
        Assert.Equal(2, (await funds.AsOfAsync("FUND", database.Today, entry: 1))!.Page);
        Assert.Equal(1, (await funds.AsOfAsync("FUND", database.Today, page: 2, entry: 54))!.Page);
        Assert.Equal(2, (await funds.AsOfAsync("FUND", database.Today, page: int.MaxValue))!.Page);
        Assert.Equal(1, (await funds.AsOfAsync("FUND", database.Today, page: -1, entry: 999))!.Page);
    }

    [Fact]
    public async Task Funds_in_short_are_the_first_of_the_list_with_their_totals()
    {
        await using var database = await TestDatabase.SeededAsync();

        var view = await database.Get<FundQuery>().InShortAsync(database.Today);

        var all = await database.Get<FundQuery>().AllAsync(database.Today);
        Assert.Equal(all.Total, view.Total);
        Assert.Equal("AKCF", view.Rows[0].Item.Code);
        Assert.Equal(all.Rows.Single(r => r.Item.Code == "AKCF").Totals.ByCurrency, view.Rows[0].Totals.ByCurrency);
    }

    [Fact]
    public async Task The_list_holds_every_fund_of_the_day()
    {
        await using var database = await TestDatabase.SeededAsync();

        foreach (var day in Days)
        {
            var list = await database.Get<FundQuery>().AllAsync(day);
            Assert.Equal(await database.Get<RegisterQuery>().CountAsync(new() { Kinds = [Kind.Fund] }, day), list.Total);
            Assert.Equal(list.Total, list.Rows.Count);
        }

        Assert.Equal(1, (await database.Get<FundQuery>().AllAsync(database.Today, page: int.MaxValue)).Page);
    }

    [Theory]
    [InlineData("CENTRE")]
    [InlineData("NOTHING")]
    [InlineData("not a code")]
    public async Task What_is_no_fund_is_not_found(string code)
    {
        await using var database = await Some.RegisterAsync();

        Assert.Null(await database.Get<FundQuery>().AsOfAsync(code, database.Today));
    }
}
