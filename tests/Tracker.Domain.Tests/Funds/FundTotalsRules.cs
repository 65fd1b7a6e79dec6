using CsCheck;
using Tracker.Domain.Funds;
using static Tracker.Domain.Funds.LedgerEntryType;

namespace Tracker.Domain.Tests.Funds;

/// <summary>What a ledger comes to: per currency, never guessed.</summary>
public sealed class FundTotalsRules
{
    private static LedgerSum Sum(LedgerEntryType type, long minor, string? currency = "USD", int entries = 1) => new(type, currency, minor, entries);

    private static LedgerSum NotStated(LedgerEntryType type, int entries = 1) => new(type, null, 0, entries);

    private static CurrencyTotals Usd(params LedgerSum[] sums) => FundTotals.Of(sums).ByCurrency.Single(c => c.Currency == "USD");

    [Fact]
    public void Each_currency_stands_for_itself()
    {
        var totals = FundTotals.Of([Sum(Receipt, 300), Sum(Receipt, 700, "KRW"), Sum(Pledge, 600)]);

        Assert.Equal(["KRW", "USD"], totals.ByCurrency.Select(c => c.Currency));
        Assert.Equal((700, 0), (totals.ByCurrency[0].Received.Minor, totals.ByCurrency[0].Pledged.Minor));
        Assert.Equal((300, 600), (totals.ByCurrency[1].Received.Minor, totals.ByCurrency[1].Pledged.Minor));
        Assert.Equal(50, totals.ByCurrency[1].ReceivedOfPledged.Percent);
    }

    [Fact]
    public void An_amount_that_is_not_stated_makes_the_total_of_its_type_read_at_least_in_every_currency()
    {
        var totals = FundTotals.Of([Sum(Approval, 300), Sum(Receipt, 700, "KRW"), NotStated(Approval, 2)]);

        var usd = totals.ByCurrency[1];
        Assert.Equal(new Total(300, 1, 2), usd.Approved);
        Assert.True(usd.Approved is { IsAtLeast: true, IsUnknown: false, IsNothing: false });
        Assert.True(usd.Received is { IsNothing: true, IsAtLeast: false, IsUnknown: false });
        Assert.True(totals.ByCurrency[0].Approved is { IsUnknown: true, IsAtLeast: false, IsNothing: false });
    }

    [Fact]
    public void Where_no_amount_is_stated_there_is_one_line_without_a_currency()
    {
        var line = Assert.Single(FundTotals.Of([NotStated(Pledge)]).ByCurrency);

        Assert.Null(line.Currency);
        Assert.True(line.Pledged.IsUnknown);
        Assert.Empty(FundTotals.Of([]).ByCurrency);
        Assert.Empty(FundTotals.Of([NotStated(OpeningPosition)]).ByCurrency);
    }

    [Theory]
    [InlineData(0, 1000, 0)]
    [InlineData(1, 1000, 1)]
    [InlineData(999, 1000, 99)]
    [InlineData(1000, 1000, 100)]
    [InlineData(1001, 1000, 101)]
    [InlineData(2000, 1000, 200)]
    [InlineData(505, 1000, 51)]
    [InlineData(494, 1000, 49)]
    public void A_percentage_is_100_only_for_the_whole_and_0_only_for_nothing(long part, long whole, int percent)
    {
        List<LedgerSum> sums = [Sum(Pledge, whole)];
        if (part > 0)
        {
            sums.Add(Sum(Receipt, part));
        }

        Assert.Equal(new Share(part, whole, percent, null), Usd([.. sums]).ReceivedOfPledged);
    }

    [Fact]
    public void A_percentage_needs_both_sides_in_full()
    {
        Assert.Equal(50, Usd(Sum(Receipt, 200), Sum(Approval, 100)).ApprovedOfReceived.Percent);
        Assert.All(
            new[]
            {
                Usd(Sum(Receipt, 200), Sum(Approval, 100), NotStated(Approval)).ApprovedOfReceived,
                Usd(Sum(Receipt, 200), Sum(Approval, 100), NotStated(Receipt)).ApprovedOfReceived,
                Usd(Sum(Receipt, 200), Sum(Approval, 100), NotStated(OpeningPosition)).ApprovedOfReceived,
                Usd(Sum(Approval, 100)).ApprovedOfReceived,
                Usd(Sum(Approval, 100), Sum(Disbursement, 50), NotStated(Return)).DisbursedOfApproved,
                Usd(Sum(Approval, 100), Sum(Disbursement, 50), Sum(Return, 60)).DisbursedOfApproved,
            },
            share => Assert.True(share.Percent is null && share.Why is not null));
        Assert.NotNull(Usd(Sum(Receipt, 200), Sum(Approval, 100), NotStated(Disbursement)).ApprovedOfReceived.Percent);
    }

    [Fact]
    public void What_came_back_is_not_disbursed() =>
        Assert.Equal(new Share(40, 100, 40, null), Usd(Sum(Approval, 100), Sum(Disbursement, 60), Sum(Return, 20)).DisbursedOfApproved);

    [Fact]
    public void The_balance_is_what_came_in_less_what_went_out_and_unknown_where_any_of_it_is()
    {
        Assert.Equal(75, Usd(Sum(Receipt, 100), Sum(Disbursement, 30), Sum(Expenditure, 5), Sum(Return, 10), Sum(Pledge, 900), Sum(Approval, 70), NotStated(Pledge), NotStated(Approval)).Balance);
        Assert.All(new[] { Receipt, Disbursement, Expenditure, Return, OpeningPosition }, type =>
        {
            var totals = Usd(Sum(Receipt, 100), NotStated(type));
            Assert.Null(totals.Balance);
            Assert.NotNull(totals.WhyNoBalance);
            Assert.False(totals.IsOverdrawn);
        });
    }

    [Fact]
    public void A_fund_that_paid_out_more_than_came_in_is_overdrawn_unless_its_past_is_not_recorded()
    {
        Assert.True(Usd(Sum(Receipt, 100), Sum(Disbursement, 101)).IsOverdrawn);
        Assert.False(Usd(Sum(Receipt, 100), Sum(Disbursement, 100)).IsOverdrawn);
        Assert.False(Usd(Sum(Disbursement, 101), NotStated(OpeningPosition)).IsOverdrawn);
    }

    [Fact]
    public void An_opening_position_is_no_money_and_is_remembered_for_each_part_of_the_ledger()
    {
        var totals = FundTotals.Of([NotStated(OpeningPosition), Sum(Receipt, 100)]);

        Assert.True(totals.HasPast);
        Assert.Equal(new Total(100, 1, 0), Assert.Single(totals.ByCurrency).Received);
        Assert.False(FundTotals.Of([Sum(Receipt, 100)]).HasPast);
        Assert.NotNull(FundTotals.Of([Sum(Receipt, 100)], hasPast: true).ByCurrency[0].WhyNoBalance);
    }

    /// <summary>Any ledger: the parts come to the whole, and no entry enters another currency or type.</summary>
    [Fact]
    public void The_years_of_a_ledger_come_to_its_totals_and_what_is_taken_back_enters_none() =>
        Gen.Select(Gen.Int[0, 5], Gen.Long[0, 4], Gen.Int[0, 1], Gen.Int[0, 900]).Array[1, 12].Sample(
            rows =>
            {
                List<LedgerEntry> entries = [];
                void Add(NewLedgerEntry entry) => entries.Add(new Ledger(Some.Fund(), [.. entries]).Add(entry, Some.Keeper, Some.Today, Some.Now));
                foreach (var (type, units, currency, day) in rows)
                {
                    Add(new((LedgerEntryType)type, Some.Day(day), units == 0 ? null : new(units * 100, currency == 0 ? "USD" : "KRW")));
                }

                Add(new(Receipt, Some.Day(3), new(7_000_000, "EUR")));
                Add(NewLedgerEntry.Reversing(entries[^1], Some.Day(5), "A slip."));

                var standing = new Ledger(Some.Fund(), entries).StandingOn(Some.Day(1000));
                var totals = FundTotals.Of(Ledger.SumsOf(standing));
                var years = standing.GroupBy(e => e.On.Year).Select(g => FundTotals.Of(Ledger.SumsOf(g))).ToList();

                Assert.DoesNotContain(totals.ByCurrency, c => c.Currency == "EUR");
                foreach (var line in totals.ByCurrency.Where(c => c.Currency is not null))
                {
                    foreach (var type in Enum.GetValues<LedgerEntryType>().Where(t => t != OpeningPosition))
                    {
                        var own = rows.Where(r => (LedgerEntryType)r.Item1 == type && r.Item2 > 0 && line.Currency == (r.Item3 == 0 ? "USD" : "KRW")).ToList();
                        var open = rows.Count(r => (LedgerEntryType)r.Item1 == type && r.Item2 == 0);
                        Assert.Equal(new Total(own.Sum(r => r.Item2 * 100), own.Count, open), line[type]);
                        Assert.Equal(line[type].Minor, years.SelectMany(y => y.ByCurrency).Where(c => c.Currency == line.Currency).Sum(c => c[type].Minor));
                    }
                }
            },
            iter: 1000);

    [Fact]
    public void A_slip_counts_until_the_day_on_which_it_is_taken_back()
    {
        List<LedgerEntry> entries = [];
        void Add(NewLedgerEntry entry) => entries.Add(new Ledger(Some.Fund(), [.. entries]).Add(entry, Some.Keeper, Some.Today, Some.Now));
        Add(new(Receipt, Some.Day(10), new(100, "USD")));
        Add(NewLedgerEntry.Reversing(entries[0], Some.Day(30), "A slip."));
        FundTotals On(int day) => FundTotals.Of(Ledger.SumsOf(new Ledger(Some.Fund(), entries).StandingOn(Some.Day(day))));

        Assert.Empty(On(9).ByCurrency);
        Assert.Equal(100, On(29).ByCurrency.Single().Received.Minor);
        Assert.Empty(On(30).ByCurrency);
    }
}
