using System.Globalization;

namespace Tracker.Domain.Funds;

/// <summary>Entries of one type and currency, added up; without a currency they are those whose amount is not stated.</summary>
public readonly record struct LedgerSum(LedgerEntryType Type, string? Currency, long Minor, int Entries);

/// <summary>What is known of one type of entry in one currency.</summary>
/// <param name="Minor">Sum of the amounts that are stated, in minor units.</param>
/// <param name="Stated">Entries with an amount.</param>
/// <param name="NotStated">Entries without one. They name no currency, so that each currency has to reckon with them.</param>
public readonly record struct Total(long Minor, int Stated, int NotStated)
{
    /// <summary>No such entry counts.</summary>
    public bool IsNothing => Stated + NotStated == 0;

    /// <summary>Entries count, and none of them has an amount in this currency.</summary>
    public bool IsUnknown => Stated == 0 && NotStated > 0;

    /// <summary>The sum is a part of the whole: an entry without an amount belongs to it.</summary>
    public bool IsAtLeast => Stated > 0 && NotStated > 0;
}

/// <summary>A part of a whole, in one currency.</summary>
/// <param name="Percent">Whole %; null where there is none, and then <paramref name="Why"/> says why.</param>
/// <param name="Why">Why there is no percentage, in words; null where there is one.</param>
public sealed record Share(long Part, long Whole, int? Percent, string? Why);

/// <summary>What came in and went out in one currency; nothing of another is ever added (docs/domain.md, Totals of a fund).</summary>
/// <param name="Currency">Null where no entry has an amount.</param>
/// <param name="HasPast">The fund began before its ledger; what was then is not recorded.</param>
public sealed record CurrencyTotals(
    string? Currency, bool HasPast, Total Pledged, Total Received, Total Approved, Total Disbursed, Total Returned, Total Spent)
{
    /// <summary>Received, of what was pledged.</summary>
    public Share ReceivedOfPledged => ShareOf(Received, Pledged, "pledged");

    /// <summary>Approved, of what was received.</summary>
    public Share ApprovedOfReceived => ShareOf(Approved, Received, "received");

    /// <summary>Disbursed less returned, of what was approved.</summary>
    public Share DisbursedOfApproved => ShareOf(
        new(Disbursed.Minor - Returned.Minor, Disbursed.Stated + Returned.Stated, Disbursed.NotStated + Returned.NotStated), Approved, "approved");

    /// <summary>Received and returned, less disbursed and spent, in minor units; null where one of them is not known.</summary>
    public long? Balance => WhyNoBalance is null ? Received.Minor + Returned.Minor - Disbursed.Minor - Spent.Minor : null;

    /// <summary>Why there is no balance, in words; null where there is one.</summary>
    public string? WhyNoBalance =>
        HasPast ? PastNotRecorded
        : NotStatedInMoved > 0 ? NotStatedIn(NotStatedInMoved)
        : null;

    /// <summary>More went out than is known to have come in.</summary>
    public bool IsOverdrawn => Balance < 0;

    /// <summary>What counts of the type.</summary>
    public Total this[LedgerEntryType type] => type switch
    {
        LedgerEntryType.Pledge => Pledged,
        LedgerEntryType.Receipt => Received,
        LedgerEntryType.Approval => Approved,
        LedgerEntryType.Disbursement => Disbursed,
        LedgerEntryType.Expenditure => Spent,
        LedgerEntryType.Return => Returned,
        _ => default,
    };

    private int NotStatedInMoved => Received.NotStated + Returned.NotStated + Disbursed.NotStated + Spent.NotStated;

    private const string PastNotRecorded = "What came before the ledger is not recorded.";

    private static string NotStatedIn(int entries) =>
        entries == 1 ? "1 entry has no amount." : string.Create(CultureInfo.InvariantCulture, $"{entries:N0} entries have no amount.");

    private Share ShareOf(Total part, Total whole, string ofWhat)
    {
        var why = HasPast ? PastNotRecorded
            : part.NotStated + whole.NotStated is > 0 and var entries ? NotStatedIn(entries)
            : whole.Minor == 0 ? $"Nothing is recorded as {ofWhat}."
            : part.Minor < 0 ? "More came back than was paid out."
            : null;
        return new(part.Minor, whole.Minor, why is null ? Rounded(part.Minor, whole.Minor) : null, why);
    }

    /// <remarks>0 % only for nothing and 100 % only for exactly the whole; beside them 1, 99 and 101 %.</remarks>
    private static int Rounded(long part, long whole)
    {
        var percent = (int)Math.Clamp(Math.Round(100m * part / whole, MidpointRounding.AwayFromZero), 0, int.MaxValue);
        return part == 0 ? 0
            : part == whole ? 100
            : part < whole ? Math.Clamp(percent, 1, 99)
            : Math.Max(percent, 101);
    }
}

/// <summary>What the entries of a ledger that count come to (docs/domain.md, Totals of a fund).</summary>
/// <param name="HasPast">The ledger has an opening position: what was before is not recorded.</param>
/// <param name="ByCurrency">One for each currency, by its letters; a single one without currency where no entry has an amount; none where no money is recorded.</param>
public sealed record FundTotals(bool HasPast, IReadOnlyList<CurrencyTotals> ByCurrency)
{
    /// <summary>The totals of entries that count; entries taken back are not among them.</summary>
    public static FundTotals Of(IEnumerable<LedgerSum> sums)
    {
        var all = sums.ToList();
        var money = all.FindAll(s => s.Type != LedgerEntryType.OpeningPosition);
        return Of(money, all.Count > money.Count);
    }

    /// <summary>The totals of a part of a ledger, such as of one year.</summary>
    /// <param name="hasPast">Whether the whole ledger has an opening position.</param>
    public static FundTotals Of(IReadOnlyList<LedgerSum> money, bool hasPast)
    {
        var currencies = money.Select(s => s.Currency).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        Total Sum(LedgerEntryType type, string? currency)
        {
            var stated = money.Where(s => s.Type == type && s.Currency == currency && currency is not null).ToList();
            return new(stated.Sum(s => s.Minor), stated.Sum(s => s.Entries), money.Where(s => s.Type == type && s.Currency is null).Sum(s => s.Entries));
        }

        CurrencyTotals In(string? currency) => new(
            currency,
            hasPast,
            Sum(LedgerEntryType.Pledge, currency),
            Sum(LedgerEntryType.Receipt, currency),
            Sum(LedgerEntryType.Approval, currency),
            Sum(LedgerEntryType.Disbursement, currency),
            Sum(LedgerEntryType.Return, currency),
            Sum(LedgerEntryType.Expenditure, currency));
        return new(hasPast, money.Count == 0 ? [] : currencies.Count == 0 ? [In(null)] : [.. currencies.Select(In)]);
    }
}
