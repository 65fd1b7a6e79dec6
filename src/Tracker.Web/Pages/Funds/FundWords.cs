using System.Globalization;
using Tracker.Application.Funds;
using Tracker.Domain;
using Tracker.Domain.Funds;
using Tracker.Web.Components.Shared;

namespace Tracker.Web.Pages.Funds;

/// <summary>How pages speak of money: amounts, totals, and the types of entries.</summary>
public static class FundWords
{
    private static readonly (LedgerEntryType Type, string Word)[] _types =
    [
        (LedgerEntryType.Pledge, "pledged"), (LedgerEntryType.Receipt, "received"), (LedgerEntryType.Approval, "approved"),
        (LedgerEntryType.Disbursement, "disbursed"), (LedgerEntryType.Return, "returned"), (LedgerEntryType.Expenditure, "spent on its own costs"),
    ];

    /// <summary>The page of a fund, on the day shown.</summary>
    public static string OfFund(string code, DateOnly? past) =>
        AsOfDay.Address($"funds/{code}", past);

    /// <summary>The page of a fund's ledger on which an entry stands, with the entry in view.</summary>
    public static string OfEntry(string code, int sequence, DateOnly? past) =>
        OfFund(code, past) + (past is null ? "?" : "&") + $"entry={sequence}";

    /// <summary>One page of a fund's ledger.</summary>
    public static string OfPage(string code, int page, DateOnly? past) =>
        OfFund(code, past) + (page == 1 ? "" : (past is null ? "?" : "&") + $"page={page.ToString(CultureInfo.InvariantCulture)}") + "#ledger";

    /// <summary>What an entry records, in plain words; its standard term stands beside it.</summary>
    public static string Plain(LedgerEntryType type) => type switch
    {
        LedgerEntryType.Pledge => "Money promised",
        LedgerEntryType.Receipt => "Money received",
        LedgerEntryType.Approval => "Money set aside for a project",
        LedgerEntryType.Disbursement => "Money paid out to a project",
        LedgerEntryType.Expenditure => "The fund’s own costs",
        LedgerEntryType.Return => "Money that came back",
        _ => "What came before is not recorded",
    };

    /// <summary>"USD 5,000,000", "not stated", or for an opening position "not recorded".</summary>
    public static string Amount(LedgerEntry entry) =>
        entry is { AmountMinor: { } minor, Currency: { } currency } ? new Money(minor, currency).InWords
        : entry.Type == LedgerEntryType.OpeningPosition ? "not recorded"
        : "not stated";

    /// <summary>"USD 5,000,000", "at least USD 5,000,000", "not stated", or "–" where nothing is recorded.</summary>
    public static string Sum(Total total, string? currency) =>
        total.IsNothing || (currency is not null && total is { Stated: 0, NotStated: 0 }) ? "–"
        : total.IsUnknown ? "not stated"
        : (total.IsAtLeast ? "at least " : "") + new Money(total.Minor, currency!).InWords;

    /// <summary>"USD 100", "past not recorded" or "not known".</summary>
    public static string Balance(CurrencyTotals totals) =>
        totals is { Balance: { } minor, Currency: { } currency } ? new Money(minor, currency).InWords
        : totals.HasPast ? "past not recorded"
        : "not known";

    /// <summary>"1 entry", "1,204 entries".</summary>
    public static string Entries(int count) => count == 1 ? "1 entry" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} entries";

    /// <summary>A total of every currency, "USD 1,000 and KRW 5"; "not stated" where no amount is; null where nothing is recorded.</summary>
    public static string? InWords(FundTotals totals, LedgerEntryType type)
    {
        var known = totals.ByCurrency.Where(c => c[type].Stated > 0).Select(c => Sum(c[type], c.Currency)).ToList();
        return known.Count > 0 ? string.Join(" and ", known)
            : totals.ByCurrency.Any(c => c[type].IsUnknown) ? "not stated"
            : null;
    }

    /// <summary>Every total that is not empty: "pledged not stated, approved USD 1,000".</summary>
    public static string InShort(FundTotals totals) =>
        string.Join(", ", _types.Select(t => (t.Word, Sum: InWords(totals, t.Type))).Where(t => t.Sum is not null).Select(t => $"{t.Word} {t.Sum}"));

    /// <summary>Where the fund stands and what is known of its money, in one or two sentences.</summary>
    public static string Sentence(FundView view, DayShown day)
    {
        var stage = $"{(day.Past is null ? "" : $"{day.InWords}: ")}{Words.NameOf(view.Item.Stage)}.";
        if (view.Entries == 0)
        {
            return $"{stage} Its ledger has no entry.";
        }

        var totals = view.Totals;
        return $"{stage} {MoneyInWords(totals)} {BalanceInWords(totals)}";
    }

    /// <summary>"At least USD 6,000,000 approved; the amount pledged is not stated."</summary>
    private static string MoneyInWords(FundTotals totals)
    {
        var sums = _types.Select(t => (t.Word, Sum: InWords(totals, t.Type), IsStated: totals.ByCurrency.Any(c => c[t.Type].Stated > 0))).Where(t => t.Sum is not null).ToList();
        var stated = sums.FindAll(t => t.IsStated).ConvertAll(t => $"{t.Sum} {t.Word}");
        var open = sums.FindAll(t => !t.IsStated).ConvertAll(t => t.Word);
        var unknown = open.Count switch
        {
            0 => null,
            1 => $"the amount {open[0]} is not stated",
            _ => $"the amounts {Listed(open)} are not stated",
        };
        return sums.Count == 0
            ? "No money is recorded."
            : Capital(string.Join("; ", new[] { stated.Count == 0 ? null : Listed(stated), unknown }.OfType<string>())) + ".";
    }

    private static string BalanceInWords(FundTotals totals) =>
        totals.HasPast ? "What came before the ledger is not recorded, so that there is no balance."
        : totals.ByCurrency.Count == 0 ? "What was entered is taken back."
        : totals.ByCurrency.All(c => c.Balance is not null) ? $"The balance is {string.Join(" and ", totals.ByCurrency.Select(Balance))}."
        : "The balance is not known, as an amount is not stated.";

    private static string Listed(List<string> parts) =>
        parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}";

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
