using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Tracker.Application.Targets;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;

namespace Tracker.Web.Pages.Targets;

/// <summary>What the page of targets shows, as it stands in the address, so that every view is a link.</summary>
/// <param name="OfStages">How long items stay at each stage, in the place of the targets.</param>
/// <param name="Past">The past day that is shown, or null for today; every link keeps it.</param>
/// <param name="LeftOut">What the address asks for and the page does not know, in words.</param>
/// <example><c>targets?of=leaders&amp;outcome=not-met&amp;pillar=Economic&amp;asOf=2022-06-30</c></example>
public sealed record TargetAddress(TargetFilter Filter, bool OfStages, DateOnly? Past, IReadOnlyList<string> LeftOut)
{
    /// <summary>The instant (UTC) up to which the register is to know anything, as the address writes it; null for now.</summary>
    public string? KnownAt { get; init; }

    private static readonly (DeadlineOrigin Origin, string Name)[] Origins =
        [(DeadlineOrigin.Leaders, "leaders"), (DeadlineOrigin.LeadersAside, "aside"), (DeadlineOrigin.Others, "others")];

    private static readonly (DeadlineOutcome Outcome, string Name)[] Outcomes =
    [
        (DeadlineOutcome.Kept, "kept"), (DeadlineOutcome.MetLate, "met-late"), (DeadlineOutcome.NotMet, "not-met"),
        (DeadlineOutcome.Ahead, "ahead"), (DeadlineOutcome.WithoutDay, "without-day"), (DeadlineOutcome.GivenUp, "given-up"),
    ];

    private static readonly (TargetSort Sort, string Name)[] Sorts =
    [
        (TargetSort.Late, "late"), (TargetSort.Code, "code"), (TargetSort.Title, "title"),
        (TargetSort.Baseline, "baseline"), (TargetSort.Revised, "revised"), (TargetSort.Moved, "moved"),
    ];

    public static TargetAddress Read(string uri, DateOnly? past)
    {
        var values = QueryHelpers.ParseQuery(new Uri(uri, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } address ? address.Query : "");
        List<string> leftOut = [];
        T? One<T>(string name, Func<string, T?> known, string what)
        {
            var value = values.GetValueOrDefault(name).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v))?.Trim();
            var found = value is null ? default : known(value);
            if (value is not null && found is null)
            {
                leftOut.Add($"“{(value.Length > 40 ? value[..40] + "…" : value)}” is no {what}; it was left out.");
            }

            return found;
        }

        var sort = One("sort", value => Sorts.Where(s => s.Name == value).Select(s => (TargetSort?)s.Sort).FirstOrDefault(), "way to sort") ?? TargetSort.Late;
        var filter = new TargetFilter
        {
            Scope = new(
                One("pillar", Named<Pillar>, "pillar"),
                One("kind", Named<Kind>, "kind"),
                One("body", value => Codes.IsCode(value) ? value : null, "code of a body"),
                One("plan", value => Codes.IsCode(value) ? value : null, "code of a plan")),
            Origin = One("of", value => Origins.Where(o => o.Name == value).Select(o => (DeadlineOrigin?)o.Origin).FirstOrDefault(), "choice of whose deadlines"),
            Outcome = One("outcome", value => Outcomes.Where(o => o.Name == value).Select(o => (DeadlineOutcome?)o.Outcome).FirstOrDefault(), "outcome"),
            OnlyRevised = One("revised", value => value == "yes" ? value : null, "choice of revised targets") is not null,
            Sort = sort,
            Descending = (One("dir", value => value is "asc" or "desc" ? value : null, "direction to sort in") ?? (FallsAtFirst(sort) ? "desc" : "asc")) == "desc",
            Page = One("page", value => Number(value), "number of a page") ?? 1,
        };
        return new(filter, One("view", value => value == "stages" ? value : null, "view") is not null, past, leftOut)
        {
            KnownAt = values.GetValueOrDefault(KnownAtInstant.Parameter).FirstOrDefault(),
        };
    }

    /// <summary>The page without anything chosen.</summary>
    public static string Of(DateOnly? past) => new TargetAddress(new(), false, past, []).Write();

    /// <summary>The same day and the same knowledge with nothing chosen.</summary>
    public string OfNothing => With(_ => new());

    /// <summary>The leaders' own deadlines of this scope, all or those with one outcome: exactly what its figure counts.</summary>
    public string OfLeaders(DeadlineOutcome? outcome = null) => OfOrigin(DeadlineOrigin.Leaders, outcome);

    public string OfOrigin(DeadlineOrigin? origin, DeadlineOutcome? outcome = null) =>
        With(f => new() { Scope = f.Scope, Origin = origin, Outcome = outcome });

    /// <summary>Every target of this scope that was revised.</summary>
    public string OfRevised => With(f => new() { Scope = f.Scope, OnlyRevised = true });

    /// <summary>The same with something changed, from its first page.</summary>
    public string With(Func<TargetFilter, TargetFilter> change) => (this with { Filter = change(Filter) with { Page = 1 } }).Write();

    public string OfPage(int page) => (this with { Filter = Filter with { Page = page } }).Write();

    /// <summary>The other view of the same scope.</summary>
    public string OtherView => (this with { Filter = new() { Scope = Filter.Scope }, OfStages = !OfStages }).Write();

    /// <summary>Sorted by that; where it is so sorted already, the other way round.</summary>
    public string SortedBy(TargetSort sort) => With(f => f with { Sort = sort, Descending = f.Sort == sort ? !f.Descending : FallsAtFirst(sort) });

    /// <summary>The same list of a scope that somebody chose.</summary>
    public string OfScope(TargetScope scope) => With(f => f with { Scope = scope });

    /// <summary>What narrows the list, one by one, with the address without it.</summary>
    public IEnumerable<(string Name, string Value, string Without)> Narrowings()
    {
        if (Filter.Origin is { } origin)
        {
            yield return ("of", TargetWords.Of(origin), With(f => f with { Origin = null }));
        }

        if (Filter.Outcome is { } outcome)
        {
            yield return ("outcome", outcome.Name(), With(f => f with { Outcome = null }));
        }

        if (Filter.OnlyRevised)
        {
            yield return ("revised", "Revised", With(f => f with { OnlyRevised = false }));
        }
    }

    /// <summary>Everything but the scope and the page: what a choice of the scope keeps.</summary>
    public IEnumerable<(string Name, string Value)> BesideScope() => Pairs().Where(p => p.Name is not ("pillar" or "kind" or "body" or "plan" or "page"));

    public string Write()
    {
        var query = string.Join('&', Pairs().Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        return query.Length == 0 ? "targets" : $"targets?{query}";
    }

    private IEnumerable<(string Name, string Value)> Pairs()
    {
        var (pillar, kind, body, plan) = Filter.Scope;
        (string Name, string? Value)[] pairs =
        [
            ("view", OfStages ? "stages" : null),
            ("of", Filter.Origin is { } origin ? Origins.Single(o => o.Origin == origin).Name : null),
            ("outcome", Filter.Outcome is { } outcome ? Outcomes.Single(o => o.Outcome == outcome).Name : null),
            ("revised", Filter.OnlyRevised ? "yes" : null),
            ("pillar", pillar?.ToString()),
            ("kind", kind?.ToString()),
            ("body", body),
            ("plan", plan),
            ("sort", Filter.Sort == TargetSort.Late ? null : Sorts.Single(s => s.Sort == Filter.Sort).Name),
            ("dir", Filter.Descending == FallsAtFirst(Filter.Sort) ? null : Filter.Descending ? "desc" : "asc"),
            (AsOfDay.Parameter, Past is { } day ? AsOfDay.Write(day) : null),
            (KnownAtInstant.Parameter, KnownAt),
            ("page", Filter.Page > 1 ? Filter.Page.ToString(CultureInfo.InvariantCulture) : null),
        ];
        return pairs.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => (p.Name, p.Value!));
    }

    /// <summary>What is read from the most downwards unless the address says otherwise.</summary>
    private static bool FallsAtFirst(TargetSort sort) => sort is TargetSort.Late or TargetSort.Revised or TargetSort.Moved;

    /// <summary>Names as the domain has them; never their numbers.</summary>
    private static T? Named<T>(string value)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(n => string.Equals(n, value, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name) : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
