using Tracker.Domain.Items;

namespace Tracker.Domain.Funds;

/// <summary>Money in minor units of an ISO 4217 currency: 100000000 USD is one million dollars.</summary>
public sealed record Money(long Minor, string Currency);

/// <summary>What a ledger entry records, with its transaction type in the IATI Standard (docs/domain.md, Money).</summary>
public enum LedgerEntryType
{
    /// <summary>A promise to pay in. IATI transaction type 13, incoming pledge.</summary>
    Pledge,

    /// <summary>Money paid in. IATI transaction type 1, incoming funds.</summary>
    Receipt,

    /// <summary>Money set aside for a project. IATI transaction type 2, outgoing commitment.</summary>
    Approval,

    /// <summary>Money paid out to a project. IATI transaction type 3, disbursement.</summary>
    Disbursement,

    /// <summary>The fund's own costs. IATI transaction type 4, expenditure.</summary>
    Expenditure,

    /// <summary>Money that came back. IATI transaction type 3 with a negative value.</summary>
    Return,

    /// <summary>The fund's past is not recorded; it then has no balance and no ratio.</summary>
    OpeningPosition,
}

/// <summary>One entry of a fund's ledger; append-only. A correction is a reversing entry.</summary>
public sealed class LedgerEntry
{
    private LedgerEntry() // EF
    {
        Fund = "";
        ByName = "";
    }

    internal LedgerEntry(Guid fundId, string fund, int sequence, NewLedgerEntry entry, Actor by, DateTime recordedAt)
    {
        FundId = fundId;
        Fund = fund;
        Sequence = sequence;
        Type = entry.Type;
        On = entry.On;
        AmountMinor = entry.Amount?.Minor;
        Currency = entry.Amount?.Currency;
        Counterpart = entry.Counterpart;
        Document = entry.Document;
        ItemServed = entry.ItemServed;
        Note = entry.Note;
        Reverses = entry.Reverses;
        ById = by.PersonId;
        ByName = by.Name;
        RecordedAt = recordedAt;
    }

    public Guid FundId { get; private set; }

    /// <summary>Code of the fund.</summary>
    public string Fund { get; private set; }

    /// <summary>1, 2, 3 … within the fund, in the order of recording.</summary>
    public int Sequence { get; private set; }

    public LedgerEntryType Type { get; private set; }

    /// <summary>The day of the event, in the organisation's time zone; never in the future.</summary>
    public DateOnly On { get; private set; }

    /// <summary>Null where no amount was named; a total that contains one reads "at least".</summary>
    public long? AmountMinor { get; private set; }

    /// <summary>Three letters of ISO 4217; null where no amount was named.</summary>
    public string? Currency { get; private set; }

    /// <summary>Who paid or received it, in words.</summary>
    public string? Counterpart { get; private set; }

    /// <summary>Code of the document that it rests on.</summary>
    public string? Document { get; private set; }

    /// <summary>Code of the item that the money serves.</summary>
    public string? ItemServed { get; private set; }

    public string? Note { get; private set; }

    /// <summary>Sequence of the entry that this one takes back.</summary>
    public int? Reverses { get; private set; }

    public Guid ById { get; private set; }
    public string ByName { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; private set; }
}

/// <summary>What a register keeper enters into a ledger.</summary>
public sealed record NewLedgerEntry(
    LedgerEntryType Type,
    DateOnly On,
    Money? Amount = null,
    string? Counterpart = null,
    string? Document = null,
    string? ItemServed = null,
    string? Note = null,
    int? Reverses = null);

/// <summary>The ledger of one fund (docs/domain.md, Money).</summary>
public sealed class Ledger(Item fund, IReadOnlyList<LedgerEntry> entries)
{
    /// <summary>Ten million million of a currency with cents; more is a slip, and sums stay far from overflowing.</summary>
    private const long MostMinor = 1_000_000_000_000_000;

    /// <summary>In the order of recording, those taken back included.</summary>
    public IReadOnlyList<LedgerEntry> Entries { get; } = entries;

    /// <summary>What counts on a day: an entry taken back later still counts before.</summary>
    private List<LedgerEntry> StandingOn(DateOnly day)
    {
        var known = Entries.Where(e => e.On <= day).ToList();
        return known.FindAll(e => e.Reverses is null && !known.Exists(r => r.Reverses == e.Sequence));
    }

    /// <summary>Every reason against an entry, at once.</summary>
    public IReadOnlyList<Refusal> ObjectionsTo(NewLedgerEntry entry, Actor actor, DateOnly today)
    {
        List<Refusal> refusals =
        [
            .. Texts.ObjectionsTo([new(entry.Counterpart, "Counterpart", 200), new(entry.Document, "Document", 100), new(entry.ItemServed, "ItemServed", 100), new(entry.Note, "Note", 1000)]),
        ];
        if (Permissions.ToKeepRegister(actor) is { } refusal)
        {
            refusals.Add(refusal);
        }

        if (fund.Kind != Kind.Fund)
        {
            refusals.Add(new("fund.kind", "Only funds have a ledger."));
        }

        if (entry.On > today)
        {
            refusals.Add(new("fund.future", "The day lies in the future. Enter today or an earlier day.", "On"));
        }

        if (entry.Amount is { } amount && (amount.Minor is <= 0 or > MostMinor || amount.Currency.Length != 3 || !amount.Currency.All(char.IsAsciiLetterUpper)))
        {
            refusals.Add(new("fund.amount", "Enter an amount above zero with its three-letter currency, or leave it open where none was named.", "Amount"));
        }

        if (entry is { Type: LedgerEntryType.OpeningPosition, Reverses: null } && StandingOn(DateOnly.MaxValue).Exists(e => e.Type == LedgerEntryType.OpeningPosition))
        {
            refusals.Add(new("fund.opening", "The ledger has an opening position already.", "Type"));
        }

        if (entry.Reverses is { } reversed)
        {
            var original = Entries.FirstOrDefault(e => e.Sequence == reversed);
            if (original is null || original.Reverses is not null || Entries.Any(e => e.Reverses == reversed))
            {
                refusals.Add(new("fund.reverses", "The entry to take back is not there, or is taken back already.", "Reverses"));
            }
            else if (original.Type != entry.Type || original.AmountMinor != entry.Amount?.Minor || original.Currency != entry.Amount?.Currency)
            {
                refusals.Add(new("fund.reversal", "A reversing entry has the type and the amount of the one it takes back.", "Amount"));
            }
        }

        return refusals;
    }

    /// <summary>The new entry, numbered after the last one; the caller keeps it.</summary>
    /// <exception cref="RefusedException">A rule is against it; nothing was recorded.</exception>
    public LedgerEntry Add(NewLedgerEntry entry, Actor actor, DateOnly today, DateTime now)
    {
        RefusedException.ThrowIfAny(ObjectionsTo(entry, actor, today));
        return new(fund.Id, fund.Code, Entries.Count + 1, entry, actor, now);
    }

    /// <summary>What the gates of a fund ask of its ledger on a day.</summary>
    /// <remarks>
    /// A receipt or approval of unknown amount satisfies a gate. A pledge moves no money, so it leaves nothing
    /// outstanding. Where the past is not recorded there is no balance that could be asked for (docs/domain.md, Conditions).
    /// </remarks>
    public Surroundings SurroundingsOn(DateOnly day)
    {
        var known = StandingOn(day);
        var moved = known.FindAll(e => e.Type != LedgerEntryType.Pledge);
        var opened = known.Exists(e => e.Type == LedgerEntryType.OpeningPosition);
        return new(
            HasReceipt: opened || known.Exists(e => e.Type == LedgerEntryType.Receipt),
            HasApproval: opened || known.Exists(e => e.Type == LedgerEntryType.Approval),
            NothingOutstanding: opened || (moved.TrueForAll(e => e.AmountMinor is not null) && moved.GroupBy(e => e.Currency).All(IsSettled)));
    }

    private static bool IsSettled(IEnumerable<LedgerEntry> entries)
    {
        var sums = entries.GroupBy(e => e.Type).ToDictionary(g => g.Key, g => g.Sum(e => e.AmountMinor ?? 0));
        long Sum(LedgerEntryType type) => sums.GetValueOrDefault(type);

        var paidOut = Sum(LedgerEntryType.Disbursement) - Sum(LedgerEntryType.Return);
        return Sum(LedgerEntryType.Approval) == paidOut
            && Sum(LedgerEntryType.Receipt) == paidOut + Sum(LedgerEntryType.Expenditure);
    }
}
