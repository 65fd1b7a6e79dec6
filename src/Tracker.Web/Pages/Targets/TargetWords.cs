using Tracker.Application.Targets;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;
using Tracker.Web.Pages.Items;

namespace Tracker.Web.Pages.Targets;

/// <summary>How targets, their revisions and stays are said.</summary>
public static class TargetWords
{
    /// <summary>The outcomes in the order of the tiles and of the sum.</summary>
    public static IReadOnlyList<DeadlineOutcome> Outcomes { get; } =
        [DeadlineOutcome.Kept, DeadlineOutcome.MetLate, DeadlineOutcome.NotMet, DeadlineOutcome.Ahead, DeadlineOutcome.WithoutDay, DeadlineOutcome.GivenUp];

    public static string Definition(this DeadlineOutcome outcome) => outcome switch
    {
        DeadlineOutcome.Kept => "The stage that the leaders named was reached by the latest day of their own words, that day included. A later revision changes nothing.",
        DeadlineOutcome.MetLate => "The stage was reached after the latest day of the leaders’ own words, even where officials had revised the target.",
        DeadlineOutcome.NotMet => "The latest day has passed and the stage is not reached. An item given up after that day stays here.",
        DeadlineOutcome.Ahead => "The latest day has not passed and the stage is not reached.",
        DeadlineOutcome.GivenUp => "The item ended or was given up by the latest day, the stage not reached.",
        _ => "The words set no latest day, such as “after the signing”. Nothing can be judged by them, so they are counted apart.",
    };

    public static string Of(DeadlineOrigin origin) => origin switch
    {
        DeadlineOrigin.Leaders => "The leaders’ own",
        DeadlineOrigin.LeadersAside => "The leaders’ own, not counted",
        _ => "From other sources",
    };

    /// <summary>The colour and the symbol of an outcome.</summary>
    public static (string Symbol, string Colour) Look(DeadlineOutcome outcome) => outcome switch
    {
        DeadlineOutcome.Kept => ("✓", "green"),
        DeadlineOutcome.MetLate => ("✓", "grey"),
        DeadlineOutcome.NotMet => ("◷", "red"),
        DeadlineOutcome.Ahead => ("→", "grey"),
        DeadlineOutcome.GivenUp => ("✕", "violet"),
        _ => ("·", "plain"),
    };

    /// <summary>"1 day", "1,204 days".</summary>
    public static string Days(int days) => days is 1 or -1 ? $"{days} day" : $"{RegisterWords.Number(days)} days";

    /// <summary>"+30", "−12", "0".</summary>
    public static string Signed(int days) => days > 0 ? $"+{RegisterWords.Number(days)}" : days < 0 ? $"−{RegisterWords.Number(-days)}" : "0";

    /// <summary>"30 days later than the baseline", "the same day as the one before".</summary>
    public static string Moved(int days, string than) =>
        days > 0 ? $"{Days(days)} later than {than}" : days < 0 ? $"{Days(-days)} earlier than {than}" : $"the same day as {than}";

    /// <summary>How the leaders' own deadlines stand, in one sentence whose parts add up.</summary>
    public static string Sentence(TargetView view, DayShown day, bool isNarrowed)
    {
        var among = isNarrowed ? " of this choice" : "";
        if (view.Leaders == 0)
        {
            return $"{(day.Past is null ? "No document of the leaders names" : $"By {AsOfDay.InWords(day.Day)} no document of the leaders had named")} a deadline{among}.";
        }

        var parts = Outcomes.Where(o => view.Outcomes[o] > 0).Select(o => Part(o, view.Outcomes[o])).ToList();
        var all = parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
        return $"{(day.Past is null ? "The leaders’ documents set" : $"By {AsOfDay.InWords(day.Day)} the leaders’ documents had set")} {(view.Leaders == 1 ? "1 deadline" : $"{RegisterWords.Number(view.Leaders)} deadlines")}{among}: {all}.";
    }

    /// <summary>The table of one life.</summary>
    public static string Heading(LifecycleStays life) => life.Lifecycle.Name switch
    {
        "centre" => "Centres and facilities",
        "project" => "Projects and programmes",
        "study" => "Studies",
        "treaty" => "Treaties",
        "memorandum" => "Memoranda",
        var name => RegisterWords.Capital(name) + "s",
    };

    private static string Part(DeadlineOutcome outcome, int count)
    {
        var are = count == 1 ? "is" : "are";
        var were = count == 1 ? "was" : "were";
        return $"{RegisterWords.Number(count)} " + outcome switch
        {
            DeadlineOutcome.Kept => $"{were} kept",
            DeadlineOutcome.MetLate => $"{were} met late",
            DeadlineOutcome.NotMet => $"{are} not met",
            DeadlineOutcome.Ahead => count == 1 ? "lies ahead" : "lie ahead",
            DeadlineOutcome.GivenUp => $"{were} given up",
            _ => count == 1 ? "names no day" : "name no day",
        };
    }
}
