using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;

namespace Tracker.Web.Pages.Items;

/// <summary>How the lists of what is no deliverable are called, and what they say.</summary>
public static class NatureWords
{
    public static string Title(Nature nature) => nature switch
    {
        Nature.Continuing => "Continuing cooperation",
        Nature.Position => "Positions",
        Nature.Proposal => "Proposals",
        _ => "References",
    };

    /// <summary>"97 continuing items", without the full stop.</summary>
    /// <param name="narrowed">Whether the list is narrowed by more than its nature.</param>
    public static string Sentence(Nature nature, int total, DayShown day, bool narrowed) =>
        $"{(day.Past is null ? "" : $"{day.InWords}: ")}{RegisterWords.Number(total)} {Counted(nature, total)}{(narrowed ? " of this choice" : "")}{Meaning(nature)}";

    private static string Counted(Nature nature, int total) => (nature, total) switch
    {
        (Nature.Continuing, 1) => "continuing item",
        (Nature.Continuing, _) => "continuing items",
        (Nature.Position, 1) => "position",
        (Nature.Position, _) => "positions",
        (Nature.Proposal, 1) => "proposal",
        (Nature.Proposal, _) => "proposals",
        (_, 1) => "reference",
        _ => "references",
    };

    private static string Meaning(Nature nature) => nature switch
    {
        Nature.Continuing => "",
        Nature.Position => ": views and principles that the documents state",
        Nature.Proposal => ": put forward by one side and not taken up so far",
        _ => ": what belongs to one side or to third parties and is only pointed to",
    };
}
