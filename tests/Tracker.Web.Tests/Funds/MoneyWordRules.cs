using Tracker.Domain.Funds;
using Tracker.Web.Pages.Funds;
using static Tracker.Domain.Funds.LedgerEntryType;

namespace Tracker.Web.Tests.Funds;

/// <summary>What is not known is said so, and never reads as zero.</summary>
public class MoneyWordRules
{
    private static FundTotals Totals(params (LedgerEntryType Type, long? Minor, string? Currency)[] entries) =>
        FundTotals.Of(entries.Select(e => new LedgerSum(e.Type, e.Minor is null ? null : e.Currency, e.Minor ?? 0, 1)));

    [Fact]
    public void A_total_says_whether_it_is_all_a_part_unknown_or_nothing()
    {
        Assert.Equal("USD 5", FundWords.Sum(new(500, 1, 0), "USD"));
        Assert.Equal("at least USD 5", FundWords.Sum(new(500, 1, 1), "USD"));
        Assert.Equal("not stated", FundWords.Sum(new(0, 0, 1), "USD"));
        Assert.Equal("–", FundWords.Sum(default, "USD"));
    }

    [Fact]
    public void Totals_in_a_sentence_name_each_currency_for_itself()
    {
        var totals = Totals((Receipt, 500, "USD"), (Receipt, 7, "KRW"), (Approval, 300, "USD"), (Approval, null, null), (Pledge, null, null));

        Assert.Equal("KRW 7 and USD 5", FundWords.InWords(totals, Receipt));
        Assert.Equal("at least USD 3", FundWords.InWords(totals, Approval));
        Assert.Equal("not stated", FundWords.InWords(totals, Pledge));
        Assert.Null(FundWords.InWords(totals, Disbursement));
        Assert.Equal("pledged not stated, received KRW 7 and USD 5, approved at least USD 3", FundWords.InShort(totals));
    }

    [Fact]
    public void A_balance_that_cannot_be_known_says_why()
    {
        Assert.Equal("USD 5", FundWords.Balance(Totals((Receipt, 500, "USD")).ByCurrency[0]));
        Assert.Equal("not known", FundWords.Balance(Totals((Receipt, 500, "USD"), (Disbursement, null, null)).ByCurrency[0]));
        Assert.Equal("not known", FundWords.Balance(Totals((Receipt, null, null)).ByCurrency[0]));
        Assert.Equal("past not recorded", FundWords.Balance(Totals((Receipt, 500, "USD"), (OpeningPosition, null, null)).ByCurrency[0]));
    }

    [Fact]
    public void An_amount_typed_as_not_stated_is_not_asked_for_and_an_opening_position_has_none()
    {
        var draft = new LedgerDraft { Fund = "FUND", Type = Receipt, On = "2022-06-30", Amount = "5", Currency = "usd" };
        var today = new DateOnly(2026, 11, 24);

        Assert.Equal(new Money(500, "USD"), draft.Read(today).Entry.Amount);
        draft.AmountNotStated = true;
        Assert.Null(draft.Read(today).Entry.Amount);
        (draft.AmountNotStated, draft.Type) = (false, OpeningPosition);
        Assert.Null(draft.Read(today).Entry.Amount);
        Assert.Empty(draft.Read(today).Unreadable);
    }

    [Fact]
    public void What_is_missing_or_cannot_be_read_is_named_for_its_field()
    {
        string[] Against(LedgerDraft draft) => [.. draft.Read(new(2026, 11, 24)).Unreadable.Select(r => $"{r.Rule} {r.Field}")];

        Assert.Equal(["form.type Type", "form.day On", "form.amount Amount"], Against(new()));
        Assert.Equal(["form.currency Currency"], Against(new() { Type = Receipt, On = "2022-06-30", Amount = "5", Currency = "dollars" }));
        Assert.Equal(["form.amount Amount"], Against(new() { Type = Receipt, On = "2022-06-30", Amount = "5.5", Currency = "KRW" }));
        Assert.Equal(["form.other Other"], Against(new() { Type = Receipt, On = "2022-06-30", Amount = "5", OtherFund = "AKCF" }));
        Assert.Equal(["form.other Other"], Against(new() { Type = Receipt, On = "2022-06-30", Amount = "5", OtherFund = "AKCF", OtherSequence = "four" }));
        Assert.Empty(Against(new() { Type = Expenditure, On = "2022-06-30", Amount = "5", OtherFund = "AKCF" }));
    }
}
