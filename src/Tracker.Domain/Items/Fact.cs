using System.Globalization;

namespace Tracker.Domain.Items;

/// <summary>
/// What a move into a stage may ask for in words; each is given, or marked as not stated in the source
/// (docs/domain.md, Facts).
/// </summary>
public enum Fact
{
    /// <summary>The day of the event itself: the entry's own day, unless it is marked as not stated.</summary>
    Day,
    Result,
    Reason,
    Contributor,
    Purpose,
    Sum,
    Goods,
    AdoptingBody,
    FinalReport,
    Report,
    Recommendation,
    Conclusion,
    DecidingBody,
    Instrument,
    Signatories,
    Place,
    Ratifications,
    Parties,
    EntryRule,
    EndOrRenewal,
    ApprovingBody,
    CompletionReport,
    Frequency,
    Cycle,
    Chairs,
    ReviewDay,
    Successors,
}

/// <summary>
/// What a move asks of the item itself; it is not marked as not stated (docs/domain.md, Conditions).
/// </summary>
public enum Condition
{
    /// <summary>A body leads the item; not asked where the update names a source.</summary>
    Lead,

    /// <summary>A target, or the words "no date set"; not asked where the update names a source.</summary>
    TargetOrNone,

    /// <summary>The update names at least one source.</summary>
    Source,

    /// <summary>No milestone is open.</summary>
    MilestonesMet,

    /// <summary>The fund's ledger shows a receipt, or an opening position.</summary>
    ReceiptRecorded,

    /// <summary>The fund's ledger shows an approval, or an opening position.</summary>
    ApprovalRecorded,

    /// <summary>What was delivered is said, or a ledger shows a receipt that serves the contribution.</summary>
    ReceiptOrGoods,

    /// <summary>Nothing is outstanding in the ledger and its balance is zero; with an opening position there is no balance to ask for.</summary>
    NothingOutstanding,

    /// <summary>Every action line of the plan has an outcome.</summary>
    LinesHaveOutcomes,
}

/// <summary>How a fact is typed in.</summary>
public enum FactInput
{
    Text,
    Day,

    /// <summary>"7 of 11".</summary>
    Share,

    /// <summary>Codes of items, with commas or spaces.</summary>
    Codes,
}

/// <summary>What each fact is called, asked for by and typed in as.</summary>
public static class Facts
{
    /// <summary>How the fact is typed in.</summary>
    public static FactInput InputOf(Fact fact) => fact switch
    {
        Fact.Day or Fact.ReviewDay => FactInput.Day,
        Fact.Ratifications => FactInput.Share,
        Fact.Successors => FactInput.Codes,
        _ => FactInput.Text,
    };

    /// <summary>What the field is called on a form.</summary>
    public static string Label(Fact fact) => fact switch
    {
        Fact.Day => "Day",
        Fact.Result => "Result",
        Fact.Reason => "Reason",
        Fact.Contributor => "Contributor",
        Fact.Purpose => "Purpose",
        Fact.Sum => "Sum",
        Fact.Goods => "What was delivered",
        Fact.AdoptingBody => "Adopted by",
        Fact.FinalReport => "Final report",
        Fact.Report => "Report",
        Fact.Recommendation => "Recommendation",
        Fact.Conclusion => "Conclusion",
        Fact.DecidingBody => "Decided by",
        Fact.Instrument => "Legal instrument",
        Fact.Signatories => "Signatories",
        Fact.Place => "Place",
        Fact.Ratifications => "Ratifications",
        Fact.Parties => "In force for",
        Fact.EntryRule => "Rule for entry into force",
        Fact.EndOrRenewal => "End or renewal",
        Fact.ApprovingBody => "Approved by",
        Fact.CompletionReport => "Completion report",
        Fact.Frequency => "Frequency",
        Fact.Cycle => "Cycle",
        Fact.Chairs => "Chairs",
        Fact.ReviewDay => "Review day",
        Fact.Successors => "Successors",
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    /// <summary>What to enter, with an example.</summary>
    public static string Hint(Fact fact) => fact switch
    {
        Fact.Day => "The day on which it happened.",
        Fact.Result => "What was reached, in a sentence.",
        Fact.Reason => "Why, in a sentence.",
        Fact.Contributor => "Who gives it, such as Republic of Korea.",
        Fact.Purpose => "To what it is given.",
        Fact.Sum => "The sum with its currency, or “not named”.",
        Fact.Goods => "The goods, services or money that arrived.",
        Fact.AdoptingBody => "The meeting or body that adopted it.",
        Fact.FinalReport => "Title of the final report.",
        Fact.Report => "Title of the study’s report.",
        Fact.Recommendation => "What the study recommends.",
        Fact.Conclusion => "What the study concludes, if known.",
        Fact.DecidingBody => "The meeting or body that decided.",
        Fact.Instrument => "The agreement, decree or memorandum that it rests on.",
        Fact.Signatories => "Who signed.",
        Fact.Place => "City, or building and city.",
        Fact.Ratifications => "How many of how many, such as “7 of 11”.",
        Fact.Parties => "The parties for whom it is in force.",
        Fact.EntryRule => "The provision it follows, such as “60 days after nine ratifications”.",
        Fact.EndOrRenewal => "The day it ends or is renewed, or “none”.",
        Fact.ApprovingBody => "The committee or body that approved it.",
        Fact.CompletionReport => "Title of the completion report.",
        Fact.Frequency => "How often it meets, such as “every two years”, or “none set”.",
        Fact.Cycle => "The cycle that it works in, such as 2020–2023, if any.",
        Fact.Chairs => "Who chairs it, if any.",
        Fact.ReviewDay => "The day on which the pause is looked at again.",
        Fact.Successors => "The codes of the items that take its place.",
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    /// <summary>What is missing, as a refusal says it.</summary>
    public static string Ask(Fact fact) => fact switch
    {
        Fact.Day => "Enter the day on which it happened",
        Fact.Result => "Say what was reached",
        Fact.Reason => "Say why",
        Fact.Contributor => "Say who gives it",
        Fact.Purpose => "Say to what it is given",
        Fact.Sum => "Enter the sum, or “not named”",
        Fact.Goods => "Say what was delivered",
        Fact.AdoptingBody => "Name the meeting or body that adopted it",
        Fact.FinalReport => "Name the final report",
        Fact.Report => "Name the study’s report",
        Fact.Recommendation => "Say what the study recommends",
        Fact.Conclusion => "Say what the study concludes",
        Fact.DecidingBody => "Name the meeting or body that decided",
        Fact.Instrument => "Name the legal instrument",
        Fact.Signatories => "Name the signatories",
        Fact.Place => "Enter the place",
        Fact.Ratifications => "Enter how many of how many ratified, such as “7 of 11”",
        Fact.Parties => "Name the parties for whom it is in force",
        Fact.EntryRule => "Name the rule for entry into force",
        Fact.EndOrRenewal => "Enter the end or renewal day, or “none”",
        Fact.ApprovingBody => "Name the body that approved it",
        Fact.CompletionReport => "Name the completion report",
        Fact.Frequency => "Enter how often it meets, or “none set”",
        Fact.Cycle => "Enter the cycle",
        Fact.Chairs => "Name the chairs",
        Fact.ReviewDay => "Enter the day on which the pause is looked at again",
        Fact.Successors => "Name the items that take its place by their codes",
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    /// <summary>Whether the text is a usable value of the fact; an empty one never is.</summary>
    public static bool IsUsable(Fact fact, string? text) =>
        !Texts.IsBlank(text) && text.Length <= 1000 && InputOf(fact) switch
        {
            FactInput.Day => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            FactInput.Share => IsShare(text),
            FactInput.Codes => text.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } codes && codes.All(Bodies.Codes.IsCode),
            _ => true,
        };

    private static bool IsShare(string text) =>
        text.Split(" of ", 2) is [var part, var whole]
        && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && int.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
        && m > 0 && n <= m;
}
