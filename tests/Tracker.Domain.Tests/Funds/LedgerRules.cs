using CsCheck;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;
using static Tracker.Domain.Funds.LedgerEntryType;

namespace Tracker.Domain.Tests.Funds;

/// <summary>The money of a fund, append-only, and what its gates ask of it.</summary>
public sealed class LedgerRules
{
    private static readonly Item Fund = Some.Fund();

    private static NewLedgerEntry Of(LedgerEntryType type, long? minor = 100, string currency = "USD", int day = 10, int? reverses = null) =>
        new(type, Some.Day(day), minor is { } amount ? new(amount, currency) : null, Note: reverses is null ? null : "A slip.", Reverses: reverses);

    private static Ledger With(params NewLedgerEntry[] entries)
    {
        List<LedgerEntry> recorded = [];
        foreach (var entry in entries)
        {
            recorded.Add(new Ledger(Fund, [.. recorded]).Add(entry, Some.Keeper, Some.Today, Some.Now));
        }

        return new(Fund, recorded);
    }

    private static IEnumerable<string> Against(Ledger ledger, NewLedgerEntry entry) => ledger.ObjectionsTo(entry, Some.Keeper, Some.Today).Select(r => r.Rule);

    [Fact]
    public void Only_funds_have_a_ledger() =>
        Assert.Equal(["fund.kind"], Against(new(Some.Centre(), []), Of(Receipt)));

    [Fact]
    public void Instants_never_go_back()
    {
        var first = new Ledger(Fund, []).Add(Of(Pledge), Some.Keeper, Some.Today, Some.Now);
        var second = new Ledger(Fund, [first]).Add(Of(Receipt), Some.Keeper, Some.Today, Some.Now.AddHours(-1));

        Assert.Equal(first.RecordedAt, second.RecordedAt);
    }

    [Fact]
    public void Entries_are_numbered_and_lie_in_no_future()
    {
        Assert.Equal([1, 2], With(Of(Pledge), Of(Receipt)).Entries.Select(e => e.Sequence));
        Assert.Equal(["fund.future"], Against(With(), Of(Receipt) with { On = Some.Today.AddDays(1) }));
        Assert.Empty(Against(With(), Of(Receipt) with { On = Some.Today }));
    }

    [Theory]
    [InlineData(0, "USD")]
    [InlineData(-5, "USD")]
    [InlineData(long.MaxValue, "USD")]
    [InlineData(5, "usd")]
    [InlineData(5, "US")]
    [InlineData(5, "")]
    [InlineData(5, "ÜSD")]
    [InlineData(5, "ABC")]
    public void An_amount_is_above_zero_and_has_a_currency(long minor, string currency) =>
        Assert.Equal(["fund.amount"], Against(With(), Of(Receipt, minor, currency)));

    [Fact]
    public void An_amount_that_was_not_named_is_no_zero_and_satisfies_a_gate()
    {
        var ledger = With(Of(Receipt, null), Of(Approval, null));

        Assert.All(ledger.Entries, e => Assert.Null(e.AmountMinor));
        Assert.Equal((true, true, false), Gates(ledger, 10));
    }

    [Fact]
    public void A_gate_opens_on_the_day_of_the_entry()
    {
        var ledger = With(Of(Receipt, day: 10), Of(Approval, day: 20));

        Assert.Equal((false, false), (Gates(ledger, 9).Receipt, Gates(ledger, 9).Approval));
        Assert.Equal((true, false), (Gates(ledger, 19).Receipt, Gates(ledger, 19).Approval));
        Assert.Equal((true, true), (Gates(ledger, 20).Receipt, Gates(ledger, 20).Approval));
    }

    [Fact]
    public void A_pledge_opens_no_gate_and_leaves_nothing_outstanding()
    {
        Assert.Equal((false, false, true), Gates(With(Of(Pledge)), 10));
        Assert.Equal((false, false, true), Gates(With(Of(Pledge, null)), 10));
    }

    [Fact]
    public void A_fund_whose_past_is_not_recorded_opens_every_gate_and_has_one_such_position()
    {
        var ledger = With(Of(OpeningPosition, null), Of(Receipt));

        Assert.Equal((true, true, true), Gates(ledger, 10));
        Assert.Equal(["fund.opening"], Against(ledger, Of(OpeningPosition, null)));
        Assert.Equal((false, false, true), Gates(ledger, 9));
    }

    [Fact]
    public void Nothing_is_outstanding_when_what_came_in_went_out_and_what_was_approved_was_paid()
    {
        Assert.True(Gates(With(), 10).Settled);
        Assert.False(Gates(With(Of(Receipt)), 10).Settled);
        Assert.False(Gates(With(Of(Receipt), Of(Approval)), 10).Settled);
        Assert.True(Gates(With(Of(Receipt), Of(Approval), Of(Disbursement)), 10).Settled);
        Assert.False(Gates(With(Of(Receipt), Of(Approval), Of(Disbursement, 60)), 10).Settled);
        Assert.True(Gates(With(Of(Receipt), Of(Approval, 60), Of(Disbursement, 60), Of(Expenditure, 40)), 10).Settled);
        Assert.True(Gates(With(Of(Receipt), Of(Approval), Of(Disbursement, 130), Of(Return, 30)), 10).Settled);
        Assert.False(Gates(With(Of(Receipt), Of(Disbursement)), 10).Settled);
    }

    [Fact]
    public void Different_currencies_are_never_added() =>
        Assert.False(Gates(With(Of(Receipt, 100, "KRW"), Of(Approval, 100, "USD"), Of(Disbursement, 100, "USD")), 10).Settled);

    [Fact]
    public void A_correction_is_a_reversing_entry_of_the_same_type_and_amount_and_only_one()
    {
        var ledger = With(Of(Receipt), Of(Receipt, 50));

        Assert.Equal(["fund.reversal"], Against(ledger, Of(Approval, reverses: 1)));
        Assert.Equal(["fund.reversal"], Against(ledger, Of(Receipt, 50, reverses: 1)));
        Assert.Equal(["fund.reversal"], Against(ledger, Of(Receipt, 100, "KRW", reverses: 1)));
        Assert.Equal(["fund.reverses"], Against(ledger, Of(Receipt, reverses: 3)));
        var corrected = With(Of(Receipt), Of(Receipt, 50), Of(Receipt, reverses: 1));
        Assert.Equal(["fund.reverses"], Against(corrected, Of(Receipt, reverses: 1)));
        Assert.Equal(["fund.reverses"], Against(corrected, Of(Receipt, reverses: 3)));
        Assert.False(Gates(With(Of(Receipt), Of(Receipt, reverses: 1)), 10).Receipt);
    }

    [Fact]
    public void Whoever_takes_an_entry_back_says_why_for_the_item_that_it_served_and_not_before_its_day()
    {
        var ledger = With(Of(Receipt) with { ItemServed = "GIFT" });
        var reversal = NewLedgerEntry.Reversing(ledger.Entries[0], Some.Day(10), "A slip.");

        Assert.Empty(Against(ledger, reversal));
        Assert.Equal(["fund.reversal-reason"], Against(ledger, reversal with { Note = " " }));
        Assert.Equal(["fund.reversal"], Against(ledger, reversal with { ItemServed = null }));
        Assert.Equal(["fund.reversal-day"], Against(ledger, reversal with { On = Some.Day(9) }));
        Assert.Equal(["fund.reversal-reason", "fund.reversal", "fund.reversal-day"], Against(ledger, reversal with { Note = null, Type = Pledge, On = Some.Day(9) }));
    }

    [Fact]
    public void An_opening_position_has_no_amount_and_an_entry_is_of_one_of_the_types()
    {
        Assert.Equal(["fund.opening-amount"], Against(With(), Of(OpeningPosition)));
        Assert.Equal(["fund.type"], Against(With(), Of((LedgerEntryType)99)));
    }

    [Theory]
    [InlineData(Approval, Pledge)]
    [InlineData(Pledge, Approval)]
    [InlineData(Disbursement, Receipt)]
    [InlineData(Receipt, Disbursement)]
    public void A_transfer_has_two_sides_of_one_amount_in_two_ledgers(LedgerEntryType there, LedgerEntryType here)
    {
        var other = new Ledger(Some.Fund(code: "RESPONSE"), []).Add(Of(there), Some.Keeper, Some.Today, Some.Now);
        var entry = Of(here) with { Other = new("RESPONSE", 1) };
        IEnumerable<string> Against(NewLedgerEntry entry, OtherSide? side) => With().ObjectionsTo(entry, Some.Keeper, Some.Today, side).Select(r => r.Rule);

        Assert.Empty(Against(entry, new(other, IsTaken: false)));
        Assert.Equal(new LedgerPlace("RESPONSE", 1), With().Add(entry, Some.Keeper, Some.Today, Some.Now, new(other, false)).Other);
        Assert.Equal(["fund.transfer"], Against(entry, null));
        Assert.Equal(["fund.transfer"], Against(entry, new(other, IsTaken: true)));
        Assert.Equal(["fund.transfer"], Against(entry with { Other = new("AKCF", 1) }, new(other, false)));
        Assert.Equal(["fund.transfer-sides"], Against(entry with { Amount = new(99, "USD") }, new(other, false)));
        Assert.Equal(["fund.transfer-sides"], Against(entry with { Amount = new(100, "KRW") }, new(other, false)));
        Assert.Equal(["fund.transfer-sides"], Against(entry with { Amount = null }, new(other, false)));
        Assert.Equal(["fund.transfer-sides"], Against(entry with { Type = there }, new(other, false)));
        Assert.Equal(["fund.transfer-sides"], Against(entry with { Type = Return }, new(other, false)));
    }

    [Fact]
    public void A_stage_that_the_ledger_does_not_bear_out_is_named()
    {
        var ledger = With(Of(Receipt, day: 10), Of(Receipt, day: 30, reverses: 1));

        Assert.Null(ledger.NotBorneOut(Stage.Funded, Some.Day(29)));
        Assert.NotNull(ledger.NotBorneOut(Stage.Funded, Some.Day(30)));
        Assert.NotNull(ledger.NotBorneOut(Stage.Operating, Some.Day(29)));
        Assert.NotNull(ledger.NotBorneOut(Stage.Closed, Some.Day(29)));
        Assert.Null(ledger.NotBorneOut(Stage.Agreed, Some.Day(30)));
        Assert.Null(ledger.NotBorneOut(null, Some.Day(30)));
        Assert.All([Stage.Funded, Stage.Operating, Stage.Closed], stage => Assert.Null(With(Of(OpeningPosition, null)).NotBorneOut(stage, Some.Day(10))));
    }

    [Fact]
    public void What_is_taken_back_later_still_counts_before()
    {
        var ledger = With(Of(Receipt, day: 10), Of(Receipt, day: 30, reverses: 1));

        Assert.Equal([false, true, true, false], new[] { 9, 10, 29, 30 }.Select(day => Gates(ledger, day).Receipt));
    }

    [Fact]
    public void A_reversed_opening_position_makes_room_for_the_recorded_past()
    {
        var ledger = With(Of(OpeningPosition, null), Of(OpeningPosition, null, reverses: 1));

        Assert.Equal((false, false, true), Gates(ledger, 10));
    }

    [Fact]
    public void A_reversal_restores_what_was_before_and_order_within_a_day_changes_nothing() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, 5], Gen.Long[1, 4], Gen.Int[0, 1], Gen.Int[0, 3], (type, units, currency, day) =>
                Of((LedgerEntryType)type, units * 100, currency == 0 ? "USD" : "KRW", day)).Array[0, 8],
            Gen.Int[0, 5], Gen.Int[1, 1008]).Sample(
            (entries, type, shuffle) =>
            {
                var ledger = With(entries);
                var slip = Of((LedgerEntryType)type, 700, day: 2);
                var corrected = With([.. entries, slip, slip with { Note = "A slip.", Reverses = entries.Length + 1 }]);
                var mixed = With([.. entries.Select((e, i) => (e, i)).OrderBy(e => (e.i + 1) * shuffle % 1009).Select(e => e.e)]);

                for (var day = 0; day <= 4; day++)
                {
                    Assert.Equal(Gates(ledger, day), Gates(corrected, day));
                    Assert.Equal(Gates(ledger, day), Gates(mixed, day));
                    Assert.Equal(Naive(entries, day), Gates(ledger, day));
                }
            },
            iter: 2000);

    private static (bool Receipt, bool Approval, bool Settled) Gates(Ledger ledger, int day)
    {
        var around = ledger.SurroundingsOn(Some.Day(day));
        return (around.HasReceipt, around.HasApproval, around.NothingOutstanding);
    }

    private static (bool, bool, bool) Naive(NewLedgerEntry[] entries, int day)
    {
        var known = entries.Where(e => e.On <= Some.Day(day)).ToList();
        long Sum(string currency, LedgerEntryType type) => known.Where(e => e.Type == type && e.Amount!.Currency == currency).Sum(e => e.Amount!.Minor);
        bool Settled(string currency) =>
            Sum(currency, Receipt) + Sum(currency, Return) - Sum(currency, Disbursement) - Sum(currency, Expenditure) == 0
            && Sum(currency, Approval) - Sum(currency, Disbursement) + Sum(currency, Return) == 0;
        return (known.Exists(e => e.Type == Receipt), known.Exists(e => e.Type == Approval), Settled("USD") && Settled("KRW"));
    }
}
