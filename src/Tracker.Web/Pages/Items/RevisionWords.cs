using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Web.Pages.Items;

/// <summary>What a revision changed, one line for each field.</summary>
public static class RevisionWords
{
    public static IReadOnlyList<(string Word, string Text)> Of(Revision revision)
    {
        List<(string, string)> lines = [];
        void Add(string word, string? text)
        {
            if (text is not null)
            {
                lines.Add((word, text.Length == 0 ? "cleared" : text));
            }
        }

        Add("Title", revision.Title);
        Add("Acronym", revision.Acronym);
        Add("Other names", Joined(revision.OtherNames));
        Add("Summary", revision.Summary);
        Add("Number", revision.Number);
        Add("Proposed by", revision.Proposer);
        Add("Belongs to", revision.Owner);
        Add("Pillar", revision.Pillar?.Name());
        Add("Further pillars", Joined(revision.FurtherPillars?.Select(p => p.Name())));
        Add("Area", revision.Area?.Name());
        Add("Further areas", Joined(revision.FurtherAreas?.Select(a => a.Name())));
        Add("Nature", revision.Nature?.Name());
        Add("Weight", revision.Weight?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add("Period", revision.Period?.Text);
        Add("Bodies", Joined(revision.Bodies?.Select(b => $"{b.Body} ({b.Role.Name().ToLowerInvariant()})")));
        Add("Relations", Joined(revision.Relations?.Select(r => $"{r.Kind.Name().ToLowerInvariant()} {r.To}")));
        foreach (var mention in revision.MentionsAdded)
        {
            Add("Mention added", $"{mention.Document}{(mention.Paragraph is { } number ? $", paragraph {number}" : "")}");
        }

        foreach (var mention in revision.MentionsWithdrawn)
        {
            Add("Mention withdrawn", $"{mention.Document}{(mention.Paragraph is { } number ? $", paragraph {number}" : "")}");
        }

        return lines;
    }

    private static string? Joined(IEnumerable<string>? parts) => parts is null ? null : string.Join(", ", parts);
}
