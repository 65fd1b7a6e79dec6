using System.Globalization;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;

namespace Tracker.Web.Pages.Items;

/// <summary>What a register keeper has typed of what an item is called and belongs to, as typed.</summary>
public sealed class ItemDraft
{
    public string? Code { get; set; }
    public Kind? Kind { get; set; }
    public Form Form { get; set; }

    /// <summary>Day, sources and note; for an opening also the stage, its facts and the target.</summary>
    public UpdateDraft Report { get; set; } = new();

    public string? Since { get; set; }
    public string? Title { get; set; }
    public string? Acronym { get; set; }

    /// <summary>One name a line.</summary>
    public string? OtherNames { get; set; }

    public string? Summary { get; set; }
    public string? Number { get; set; }
    public string? Proposer { get; set; }
    public string? Owner { get; set; }
    public Pillar? Pillar { get; set; }
    public HashSet<Pillar> FurtherPillars { get; set; } = [];
    public Area? Area { get; set; }
    public HashSet<Area> FurtherAreas { get; set; } = [];
    public Nature? Nature { get; set; }
    public string? Weight { get; set; } = "1";
    public string? PeriodText { get; set; }
    public string? PeriodFirst { get; set; }
    public string? PeriodLast { get; set; }
    public List<BodyRow> Bodies { get; set; } = [];
    public List<RelationRow> Relations { get; set; } = [];
    public List<MentionRow> Mentions { get; set; } = [];

    /// <summary>The item as it was when the form was opened; what differs from it is what the person changed.</summary>
    public Profile? Seen { get; set; }

    public sealed class BodyRow
    {
        public string? Body { get; set; }
        public BodyRole Role { get; set; }
    }

    public sealed class RelationRow
    {
        public RelationKind Kind { get; set; }
        public string? To { get; set; }
    }

    public sealed class MentionRow
    {
        public string? Document { get; set; }
        public int? Paragraph { get; set; }
        public string? Speaker { get; set; }
        public string? Verb { get; set; }
        public Strength Strength { get; set; } = Strength.Acknowledged;
        public string? Addressee { get; set; }
        public string? State { get; set; }

        /// <summary>Where it can be recognised by: "CS-21, paragraph 10".</summary>
        public string Words => Document is { Length: > 0 } document
            ? $"{document}{(Paragraph is { } number ? $", paragraph {number}" : "")}{(string.IsNullOrWhiteSpace(Verb) ? "" : $": “{Verb.Trim()}”")}"
            : "New mention";
    }

    /// <summary>An empty form for a new item, beginning with a mention of it.</summary>
    public static ItemDraft ForNew(string? document, int? paragraph, DateOnly? on) => new()
    {
        Report = new() { On = on is { } day ? AsOfDay.Write(day) : null },
        Mentions = [new() { Document = document, Paragraph = paragraph }],
    };

    /// <summary>The form of an item that exists, filled with what it is called and belongs to.</summary>
    /// <param name="lastSeen">Sequence of its latest entry.</param>
    public static ItemDraft Of(string code, Kind kind, Form form, Profile profile, int lastSeen, DateOnly? on) => new()
    {
        Code = code,
        Kind = kind,
        Form = form,
        Seen = profile,
        Report = new() { Code = code, LastSeen = lastSeen, On = on is { } day ? AsOfDay.Write(day) : null },
        Title = profile.Title,
        Acronym = profile.Acronym,
        OtherNames = string.Join('\n', profile.OtherNames),
        Summary = profile.Summary,
        Number = profile.Number,
        Proposer = profile.Proposer,
        Owner = profile.Owner,
        Pillar = profile.Pillar,
        FurtherPillars = [.. profile.FurtherPillars],
        Area = profile.Area,
        FurtherAreas = [.. profile.FurtherAreas],
        Nature = profile.Nature,
        Weight = profile.Weight.ToString(CultureInfo.InvariantCulture),
        PeriodText = profile.Period?.Text,
        PeriodFirst = profile.Period?.FirstDay is { } first ? AsOfDay.Write(first) : null,
        PeriodLast = profile.Period?.LastDay is { } last ? AsOfDay.Write(last) : null,
        Bodies = [.. profile.Bodies.Select(b => new BodyRow { Body = b.Body, Role = b.Role })],
        Relations = [.. profile.Relations.Select(r => new RelationRow { Kind = r.Kind, To = r.To })],
        Mentions = [.. profile.Mentions.Select(m => new MentionRow { Document = m.Document, Paragraph = m.Paragraph, Speaker = m.Speaker, Verb = m.Verb, Strength = m.Strength, Addressee = m.Addressee, State = m.State })],
    };

    /// <summary>The lifecycle of the kind and form chosen; null while none is.</summary>
    public Lifecycle? Lifecycle => Kind is { } kind && Forms.Of(kind).Contains(Form) ? Lifecycle.Of(kind, Form) : null;

    /// <summary>The facts that the form offers for the stage chosen.</summary>
    public IReadOnlyList<Fact> FactsOffered =>
        Report.Stage is { } stage && Lifecycle is { } life && life.Has(stage)
            ? [.. life.Rule(stage).Facts.Concat(life.Rule(stage).OptionalFacts).Where(f => f != Fact.Day)]
            : [];

    /// <summary>The opening that the words make, and what of them cannot be read.</summary>
    public (Opening Opening, IReadOnlyList<Refusal> Unreadable) ReadOpening(DateOnly today)
    {
        var (profile, unreadable) = ReadProfile();
        var (update, alsoUnreadable) = Report.Read(FactsOffered, 0, today);
        return (new(profile, update, Words(Since)), [.. alsoUnreadable, .. unreadable]);
    }

    /// <summary>What the person changed, and what of the words cannot be read.</summary>
    public (Revision Revision, IReadOnlyList<Refusal> Unreadable) ReadRevision(DateOnly today)
    {
        var (profile, unreadable) = ReadProfile();
        var (update, alsoUnreadable) = Report.Read([], 0, today);
        return (
            Revision.Between(Seen ?? profile, profile, update.On, update.Note) with { Evidence = update.Evidence },
            [.. alsoUnreadable, .. unreadable]);
    }

    private (Profile Profile, List<Refusal> Unreadable) ReadProfile()
    {
        List<Refusal> unreadable = [];
        void RefuseIf(bool against, string rule, string message, string field)
        {
            if (against)
            {
                unreadable.Add(new(rule, message, field));
            }
        }

        DateOnly? Day(string? text, string what)
        {
            if (AsOfDay.TryRead(text, out var day))
            {
                return day;
            }

            RefuseIf(!string.IsNullOrWhiteSpace(text), "form.day", $"Enter the {what} day of the period as a day of the calendar, such as 2022-06-30.", "Period");
            return null;
        }

        RefuseIf(Pillar is null, "form.pillar", "Choose the pillar.", "Pillar");
        RefuseIf(Area is null, "form.area", "Choose the area.", "Area");
        RefuseIf(Nature is null, "form.nature", "Choose what the item is about: its nature.", "Nature");
        RefuseIf(Bodies.Exists(b => string.IsNullOrEmpty(b.Body)), "form.body", "Choose the body, or remove the row.", "Bodies");
        RefuseIf(Relations.Exists(r => string.IsNullOrWhiteSpace(r.To)), "form.relation", "Enter the code of the related item, or remove the row.", "Relations");
        RefuseIf(Mentions.Exists(m => string.IsNullOrEmpty(m.Document)), "form.mention", "Choose the document of the mention, or remove it.", "Mentions");
        if (!int.TryParse(Weight, NumberStyles.None, CultureInfo.InvariantCulture, out var weight))
        {
            RefuseIf(true, "form.weight", "Enter the weight as a whole number; 1 is usual.", "Weight");
            weight = 1;
        }

        var (first, last) = (Day(PeriodFirst, "first"), Day(PeriodLast, "last"));
        RefuseIf(Words(PeriodText) is null && (first ?? last) is not null, "profile.period", "Enter the words of the period, such as “2021-2025”.", "Period");
        var profile = new Profile
        {
            Title = Title?.Trim() ?? "",
            Acronym = Words(Acronym),
            OtherNames = [.. (OtherNames ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Summary = Summary?.Trim() ?? "",
            Number = Words(Number),
            Proposer = Words(Proposer),
            Owner = Words(Owner),
            Pillar = Pillar ?? default,
            FurtherPillars = [.. InOrder(FurtherPillars.Where(p => p != Pillar), Seen?.FurtherPillars)],
            Area = Area ?? default,
            FurtherAreas = [.. InOrder(FurtherAreas.Where(a => a != Area), Seen?.FurtherAreas)],
            Nature = Nature ?? default,
            Weight = weight,
            Period = Words(PeriodText) is { } words ? new(words, first, last) : null,
            Bodies = [.. Bodies.Select(b => new BodyPart(b.Body ?? "", b.Role))],
            Relations = [.. Relations.Select(r => new Relation(r.Kind, r.To?.Trim().ToUpperInvariant() ?? ""))],
            Mentions = [.. Mentions.Select(m => new Mention(m.Document ?? "", m.Paragraph, m.Speaker?.Trim() ?? "", m.Verb?.Trim() ?? "", m.Strength, Words(m.Addressee), Words(m.State)))],
        };
        return (profile, unreadable);
    }

    /// <summary>In the order in which they stood, so that nothing reads as changed that was not; what is new follows.</summary>
    private static IEnumerable<T> InOrder<T>(IEnumerable<T> chosen, IReadOnlyList<T>? before) =>
        (before ?? []).Where(chosen.Contains).Concat(chosen.Except(before ?? []).Order());

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
