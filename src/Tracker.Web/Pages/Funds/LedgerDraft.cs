using System.Globalization;
using Tracker.Domain;
using Tracker.Domain.Funds;
using Tracker.Web.Components.Shared;

namespace Tracker.Web.Pages.Funds;

/// <summary>A ledger entry as it is typed; what cannot be read stays as it is and is refused.</summary>
public sealed class LedgerDraft
{
    public string Fund { get; set; } = "";

    /// <summary>Number of the latest entry when the form was opened, or when its rivals were shown.</summary>
    public int LastSeen { get; set; }

    public LedgerEntryType? Type { get; set; }
    public string? On { get; set; }
    public string? Amount { get; set; }
    public string? Currency { get; set; } = "USD";
    public bool AmountNotStated { get; set; }
    public string? Counterpart { get; set; }
    public string? Document { get; set; }
    public string? ItemServed { get; set; }
    public string? OtherFund { get; set; }
    public string? OtherSequence { get; set; }
    public string? Note { get; set; }

    public static LedgerDraft For(string fund, int lastSeen) => new() { Fund = fund, LastSeen = lastSeen };

    /// <summary>The entry that the words make, and what of them is missing or cannot be read.</summary>
    /// <param name="today">Stands in for a day that cannot be read, so that all other reasons can be asked for.</param>
    public (NewLedgerEntry Entry, IReadOnlyList<Refusal> Unreadable) Read(DateOnly today)
    {
        List<Refusal> unreadable = [];
        if (Type is null)
        {
            unreadable.Add(new("form.type", "Choose what the entry records.", "Type"));
        }

        if (!AsOfDay.TryRead(On, out var on))
        {
            unreadable.Add(new("form.day", "Enter the day on which it happened, such as 2022-06-30.", "On"));
        }

        var amount = Type == LedgerEntryType.OpeningPosition || AmountNotStated ? null : ReadAmount(unreadable);
        return (
            new(Type ?? LedgerEntryType.Pledge, on == default ? today : on, amount, Words(Counterpart), Words(Document), Words(ItemServed)?.ToUpperInvariant(), Words(Note), Other: ReadOther(unreadable)),
            unreadable);
    }

    private Money? ReadAmount(List<Refusal> unreadable)
    {
        var currency = (Currency ?? "").Trim().ToUpperInvariant();
        if (string.IsNullOrWhiteSpace(Amount))
        {
            unreadable.Add(new("form.amount", "Enter the amount, or say that the source does not state it.", "Amount"));
            return null;
        }

        if (!Currencies.IsKnown(currency))
        {
            unreadable.Add(new("form.currency", "Enter the three letters of the currency, such as USD or KRW.", "Currency"));
            return null;
        }

        if (Money.TryRead(Amount, currency, out var money))
        {
            return money;
        }

        var decimals = Currencies.DecimalsOf(currency);
        unreadable.Add(new(
            "form.amount",
            decimals == 0 ? $"Enter the amount in digits, such as 1,000,000. {currency} has no decimals." : $"Enter the amount in digits, such as 1,000,000.50, with at most {decimals} decimals.",
            "Amount"));
        return null;
    }

    private LedgerPlace? ReadOther(List<Refusal> unreadable)
    {
        if (!NamesOther)
        {
            return null;
        }

        if (Words(OtherFund) is { } fund && int.TryParse(OtherSequence, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return new(fund.ToUpperInvariant(), sequence);
        }

        unreadable.Add(new("form.other", "Enter the other fund and the number of its entry, or leave both open.", "Other"));
        return null;
    }

    /// <summary>The other side of a transfer is named, at least in part, for an entry that can be one side.</summary>
    private bool NamesOther => CanBeTransfer && (Words(OtherFund) ?? Words(OtherSequence)) is not null;

    /// <summary>An entry of this type can be one side of a transfer.</summary>
    public bool CanBeTransfer => Type is LedgerEntryType.Pledge or LedgerEntryType.Receipt or LedgerEntryType.Approval or LedgerEntryType.Disbursement;

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Why and from when a ledger entry is taken back, as typed.</summary>
public sealed class TakeBackDraft
{
    /// <summary>Number of the latest entry when the form was opened, or when its rivals were shown.</summary>
    public int LastSeen { get; set; }

    public string? Reason { get; set; }
    public string? On { get; set; }
}
