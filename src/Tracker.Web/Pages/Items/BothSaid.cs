using Tracker.Domain;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;

namespace Tracker.Web.Pages.Items;

/// <summary>What one field says in what was saved meanwhile and in what is typed, for somebody who saves second.</summary>
/// <param name="Word">The field; in <see cref="UpdateDraft.LeftOut"/> it names what the person does not send after all.</param>
/// <param name="Theirs">Null where they said nothing of it.</param>
/// <param name="Yours">Null where the person says nothing of it.</param>
public sealed record BothSaid(string Word, string? Theirs, string? Yours)
{
    /// <summary>Fields of an update that was saved meanwhile, beside those that are typed, in the order of the form.</summary>
    public static IReadOnlyList<BothSaid> Of(IReadOnlyList<Entry> rivals, Update yours) => Beside(rivals, Lines(yours));

    /// <summary>Fields of an edit that was saved meanwhile, beside those that are typed, in the order of the form.</summary>
    public static IReadOnlyList<BothSaid> Of(IReadOnlyList<Entry> rivals, Revision yours) => Beside(rivals, Lines(yours));

    /// <summary>The update without what the person leaves to what was saved meanwhile.</summary>
    public static Update Without(Update update, IReadOnlySet<string> words) => update with
    {
        Stage = words.Contains("Stage") ? null : update.Stage,
        Facts = words.Contains("Stage") ? new Dictionary<Fact, string>() : update.Facts,
        NotStated = words.Contains("Stage") ? [] : update.NotStated,
        Outlook = words.Contains("Outlook") ? null : update.Outlook,
        NextStep = words.Contains("Next step") ? null : update.NextStep,
        Evidence = words.Contains("Evidence") ? [] : update.Evidence,
        Note = words.Contains("Note") ? null : update.Note,
        Target = words.Contains("Target") ? null : update.Target,
        NoDateSet = !words.Contains("Target") && update.NoDateSet,
        TargetReason = words.Contains("Target") ? null : update.TargetReason,
        Milestones = words.Contains("Milestones") ? [] : update.Milestones,
        Progress = words.Contains("Progress") ? null : update.Progress,
    };

    /// <summary>The edit without what the person leaves to what was saved meanwhile.</summary>
    public static Revision Without(Revision revision, IReadOnlySet<string> words)
    {
        T? Kept<T>(string word, T? value) => words.Contains(word) ? default : value;

        return revision with
        {
            Title = Kept("Title", revision.Title),
            Acronym = Kept("Acronym", revision.Acronym),
            OtherNames = Kept("Other names", revision.OtherNames),
            Summary = Kept("Summary", revision.Summary),
            Number = Kept("Number", revision.Number),
            Proposer = Kept("Proposed by", revision.Proposer),
            Owner = Kept("Belongs to", revision.Owner),
            Pillar = Kept("Pillar", revision.Pillar),
            FurtherPillars = Kept("Further pillars", revision.FurtherPillars),
            Area = Kept("Area", revision.Area),
            FurtherAreas = Kept("Further areas", revision.FurtherAreas),
            Nature = Kept("Nature", revision.Nature),
            Weight = Kept("Weight", revision.Weight),
            Period = Kept("Period", revision.Period),
            Bodies = Kept("Bodies", revision.Bodies),
            Relations = Kept("Relations", revision.Relations),
            MentionsAdded = Kept("Mention added", revision.MentionsAdded) ?? [],
            MentionsWithdrawn = Kept("Mention withdrawn", revision.MentionsWithdrawn) ?? [],
            Note = Kept("Note", revision.Note),
        };
    }

    private static List<BothSaid> Beside(IReadOnlyList<Entry> rivals, IReadOnlyList<(string Word, string Text)> yours)
    {
        var theirs = rivals.SelectMany(r => r.Content.Update is { } update ? Lines(update) : r.Content.Revision is { } revision ? Lines(revision) : []).ToList();
        string? Joined(IEnumerable<(string Word, string Text)> lines, string word) =>
            lines.Where(l => l.Word == word).Select(l => l.Text).ToList() is { Count: > 0 } texts ? string.Join("; ", texts) : null;

        return [.. theirs.Concat(yours).Select(l => l.Word).Distinct().Select(word => new BothSaid(word, Joined(theirs, word), Joined(yours, word)))];
    }

    private static List<(string Word, string Text)> Lines(Revision revision) =>
        [.. RevisionWords.Of(revision), .. string.IsNullOrWhiteSpace(revision.Note) ? Array.Empty<(string, string)>() : [("Note", revision.Note)]];

    private static List<(string Word, string Text)> Lines(Update update)
    {
        List<(string, string)> lines = [];
        void Add(string word, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                lines.Add((word, text));
            }
        }

        var facts = string.Join("; ", update.Facts.Where(f => !string.IsNullOrWhiteSpace(f.Value)).OrderBy(f => f.Key).Select(f => $"{Facts.Label(f.Key)}: {f.Value}"));
        Add("Stage", update.Stage is { } stage ? $"{stage.Name()}, {AsOfDay.InWords(update.On)}{(facts.Length == 0 ? "" : $". {facts}")}" : facts);
        Add("Outlook", update.Outlook is { } rating ? $"{rating.Outlook.Name()}{(string.IsNullOrWhiteSpace(rating.Cause) ? "" : $": {rating.Cause}")}" : null);
        Add("Next step", update.NextStep);
        Add("Evidence", string.Join("; ", update.Evidence.Select(e => e.Title.Length > 0 ? e.Title : e.Document)));
        Add("Note", update.Note);
        Add("Target", update.Target is { } target ? $"“{target.Text}”{(target.Aim is { } aim ? $", for “{aim.Name()}”" : "")}" : update.NoDateSet ? "no date set" : null);
        Add("Milestones", string.Join("; ", update.Milestones.Select(m => $"{m.Title ?? $"{m.Number}"}: {m.Act.ToString().ToLowerInvariant()}")));
        Add("Progress", update.Progress is { } progress ? $"{progress.Percent} % by hand: {progress.Reason}" : null);
        return lines;
    }
}
