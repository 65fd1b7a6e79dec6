using Tracker.Domain.Bodies;

namespace Tracker.Domain.Items;

/// <summary>Whether a journal that is read from storage could have been written by the rules (docs/domain.md, The journal).</summary>
/// <remarks>
/// Permissions are those of the moment of recording, which nothing stores; they are looked at only where the
/// journal itself shows them. What can't be noticed is listed by the test <c>VerificationRules</c>.
/// </remarks>
public static class JournalFaults
{
    /// <summary>East of all: where the day is the latest that it can be at an instant.</summary>
    private static readonly TimeSpan Easternmost = TimeSpan.FromHours(14);

    /// <summary>The first fault of the item and its journal, in words; null where there is none.</summary>
    public static string? FirstOf(Item item) => OfHead(item) ?? OfPlaces(item) ?? OfEntries(item) ?? OfOrder(item);

    private static string? OfHead(Item item)
    {
        if (!Codes.IsCode(item.Code))
        {
            return $"The item “{item.Code}” has a code that no item can have.";
        }

        if (!Enum.IsDefined(item.Kind) || !Forms.Of(item.Kind).Contains(item.Form))
        {
            return $"{item.Code} is a {item.Kind} of the form {item.Form}, which there is not.";
        }

        return item.IsReview && item.Kind != Kind.Mechanism ? $"{item.Code} is marked as reviewing the whole and is no mechanism." : null;
    }

    private static string? OfPlaces(Item item)
    {
        if (item.Entries.Count == 0)
        {
            return $"{item.Code} has no journal.";
        }

        for (var n = 1; n <= item.Entries.Count; n++)
        {
            var entry = item.Entries[n - 1];
            if (entry.Sequence != n)
            {
                return $"The journal of {item.Code} has an entry {entry.Sequence} where entry {n} belongs.";
            }

            if (n > 1 && entry.Position <= item.Entries[n - 2].Position)
            {
                return $"Entry {n} of {item.Code} stands before entry {n - 1} in the order of recording (positions {entry.Position} and {item.Entries[n - 2].Position}).";
            }

            if (n > 1 && entry.RecordedAt < item.Entries[n - 2].RecordedAt)
            {
                return $"Entry {n} of {item.Code} was recorded before entry {n - 1} ({entry.RecordedAt:yyyy-MM-dd HH:mm:ss} UTC).";
            }
        }

        return null;
    }

    private static string? OfEntries(Item item)
    {
        foreach (var entry in item.Entries)
        {
            if (OfShape(entry) is { } shape)
            {
                return $"Entry {entry.Sequence} of {item.Code} {shape}.";
            }

            if (entry.Content.ObjectionsToTexts() is [var text, ..])
            {
                return $"Entry {entry.Sequence} of {item.Code} has a text that no entry can have ({text.Field}: {text.Message})";
            }

            if (OfReference(item, entry) is { } reference)
            {
                return $"Entry {entry.Sequence} of {item.Code} {reference}.";
            }
        }

        return null;
    }

    private static string? OfShape(Entry entry)
    {
        var content = entry.Content;
        var parts = (content.Profile is not null, content.Update is not null, content.Revision is not null, content.Assessment is not null, content.Withdrawal is not null);
        var expected = entry.Type switch
        {
            EntryType.Opening => (true, true, false, false, false),
            EntryType.Update => (false, true, false, false, false),
            EntryType.Revision => (false, false, true, false, false),
            EntryType.Assessment => (false, false, false, true, false),
            EntryType.Void => (false, false, false, false, true),
            _ => (false, false, false, false, false),
        };
        if (parts != expected || !Enum.IsDefined(entry.Type) || (content.Since is not null && entry.Type != EntryType.Opening))
        {
            return $"does not hold what an entry of the type {entry.Type} holds";
        }

        var said = content.Update?.On ?? content.Revision?.On ?? content.Assessment?.On;
        if (entry.On != said)
        {
            return $"holds from {Day(entry.On)}, and says that it holds from {Day(said)}";
        }

        if (entry.On > DateOnly.FromDateTime(entry.RecordedAt + Easternmost))
        {
            return $"holds from {Day(entry.On)} and was recorded before, on {entry.RecordedAt:yyyy-MM-dd}";
        }

        if (entry.RecordedAt.Ticks % TimeSpan.TicksPerMillisecond != 0)
        {
            return "was recorded at a time with a part of a millisecond, which none has";
        }

        return entry.ById == Guid.Empty || Texts.IsBlank(entry.ByName) ? "names nobody who recorded it" : null;
    }

    /// <summary>What an assessment and a withdrawal name, and who made them.</summary>
    private static string? OfReference(Item item, Entry entry)
    {
        if (entry.Content.Assessment is { } assessment)
        {
            return entry.BySide != assessment.Side || assessment.Side is not (Side.Asean or Side.Rok)
                ? $"speaks for {assessment.Side}, and was recorded for {entry.BySide?.ToString() ?? "no side"}"
                : Before(item, entry, assessment.Entry) is not { } judged ? $"judges an entry {assessment.Entry} that is not there"
                : judged.ById == entry.ById ? "is a judgement of what the same person recorded"
                : assessment.Verdict == Verdict.Contested && Texts.IsBlank(assessment.Note) ? "contests without a reason"
                : null;
        }

        if (entry.Content.Withdrawal is { } withdrawal)
        {
            return Texts.IsBlank(withdrawal.Reason) || withdrawal.Reason.Length > 1000 ? "withdraws without a reason, or with one that is too long"
                : Before(item, entry, withdrawal.Entry) is not { } withdrawn || !Reading.Order(item.Entries.Take(entry.Sequence - 1)).Contains(withdrawn)
                    ? $"withdraws an entry {withdrawal.Entry} that is not there, or is withdrawn already"
                : withdrawn.Type == EntryType.Assessment && withdrawn.ById != entry.ById ? "withdraws somebody else's assessment"
                : null;
        }

        return null;
    }

    /// <summary>The journal is legal as it stands, and was just before each withdrawal, when what it names still counted.</summary>
    private static string? OfOrder(Item item)
    {
        foreach (var count in item.Entries.Where(e => e.Type == EntryType.Void).Select(e => e.Sequence - 1).Append(item.Entries.Count))
        {
            var live = Reading.Order(item.Entries.Take(count));
            if (Reading.FirstCollision(item.Lifecycle, live) is { } collision)
            {
                return $"Entry {collision.Entry.Sequence} of {item.Code} contradicts what lies before it: {collision.Refusals[0].Message.TrimEnd('.')}.";
            }
        }

        return null;
    }

    private static Entry? Before(Item item, Entry entry, int sequence) =>
        sequence >= 1 && sequence < entry.Sequence ? item.Entries[sequence - 1] : null;

    private static string Day(DateOnly? day) => day is { } on ? $"{on:yyyy-MM-dd}" : "no day";
}
