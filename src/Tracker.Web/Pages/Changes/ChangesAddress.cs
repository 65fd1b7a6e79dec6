using Microsoft.AspNetCore.WebUtilities;
using Tracker.Application.Changes;
using Tracker.Application.Overview;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;
using Tracker.Web.Pages.Overview;

namespace Tracker.Web.Pages.Changes;

/// <summary>The end of a period as an address gives it: a day, or a held meeting, whose day it is.</summary>
public sealed record PeriodEnd(DateOnly On, Since? Meeting = null)
{
    /// <summary><c>2022-05-24</c>, or <c>JCC~2022-05-24</c> for a meeting.</summary>
    public string Written => Meeting is { } meeting ? SincePicker.Value(meeting.Mechanism, meeting.On) : AsOfDay.Write(On);

    public static PeriodEnd? Read(string? text) =>
        AsOfDay.TryRead(text, out var day) ? new(day)
        : SincePicker.Read(text) is { } meeting ? new(meeting.On, meeting)
        : null;
}

/// <summary>What a report of changes shows, as it stands in the address, so that every report is a link.</summary>
/// <param name="From">Null for the last review meeting before the last day.</param>
/// <param name="To">Null for the day that the page shows.</param>
/// <param name="Past">The past day that is shown, or null for today; every link keeps it.</param>
/// <param name="LeftOut">What the address asks for and nobody knows, in words.</param>
/// <example><c>changes?from=JCC~2022-05-24&amp;to=2022-12-31&amp;pillar=Economic</c></example>
public sealed record ChangesAddress(PeriodEnd? From, PeriodEnd? To, ReportScope Scope, ChangeGroup? Only, Figure? Figure, int Page, DateOnly? Past, IReadOnlyList<string> LeftOut)
{
    /// <summary>It comes from the form, which names days and meetings apart; as a link it is written otherwise.</summary>
    public bool IsOfForm { get; private init; }

    /// <summary>The instant (UTC) up to which the register is to know anything, as the address writes it; null for now.</summary>
    public string? KnownAt { get; init; }

    private static readonly string[] Scopes = ["plan", "body", "pillar", "item"];

    public static ChangesAddress Read(string uri, DateOnly? past)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        List<string> leftOut = [];
        T? One<T>(string name, Func<string, T?> known, string what, string? value = null)
        {
            value ??= query.GetValueOrDefault(name).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v))?.Trim();
            if (value is null || known(value) is { } found && found is not null)
            {
                return value is null ? default : known(value);
            }

            leftOut.Add($"“{(value.Length > 40 ? value[..40] + "…" : value)}” is no {what}; it was left out.");
            return default;
        }

        // The form without its script sends the day beside the meeting, and what the report is of in one field.
        PeriodEnd? End(string name) => One(name + "Day", PeriodEnd.Read, "day") ?? One(name, PeriodEnd.Read, "day and no meeting");
        var of = query.GetValueOrDefault("of").FirstOrDefault()?.Split('~') is [var kind, var code] && Scopes.Contains(kind) ? (Kind: kind, Code: code) : (Kind: "", Code: "");
        string? Code(string name, string what) => One(name, value => Codes.IsCode(value) ? value : null, $"code of {what}", of.Kind == name ? of.Code : null);
        var (plan, body, pillar, item) = (Code("plan", "a plan"), Code("body", "a body"), One("pillar", PillarOf, "pillar", of.Kind == "pillar" ? of.Code : null), Code("item", "an item"));
        if (new object?[] { plan, body, pillar, item }.OfType<object>().Count() > 1)
        {
            leftOut.Add("A report is of one plan, body, pillar or item; the first in the address is taken.");
        }

        var scope = plan is not null ? ReportScope.OfPlan(plan)
            : body is not null ? ReportScope.OfBody(body)
            : pillar is { } one ? ReportScope.OfPillar(one)
            : item is not null ? ReportScope.OfItem(item)
            : ReportScope.Everything;
        return new(
            End("from"), End("to"), scope,
            One("only", value => Enum.GetValues<ChangeGroup>().Where(g => ChangeWords.NameOf(g) == value).Select(g => (ChangeGroup?)g).FirstOrDefault(), "group of changes"),
            One("figure", Figure.Named, "figure"),
            One("page", value => int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var page) && page > 0 ? page : (int?)null, "number of a page") ?? 1,
            past,
            leftOut)
        {
            KnownAt = query.GetValueOrDefault(KnownAtInstant.Parameter).FirstOrDefault(),
            IsOfForm = query.ContainsKey("of") || query.ContainsKey("fromDay") || query.ContainsKey("toDay"),
        };
    }

    /// <summary>A report from a meeting, or from the last review meeting, to the day shown.</summary>
    public static string Of(ReportScope scope, DateOnly? past = null, Since? since = null) =>
        new ChangesAddress(since is null ? null : new(since.On, since), null, scope, null, null, 1, past, []).Write();

    public string Write()
    {
        List<(string Name, string? Value)> pairs =
        [
            ("from", From?.Written), ("to", To?.Written), ("plan", First(Scope.Plans)), ("body", First(Scope.Bodies)), ("pillar", First(Scope.Pillars.Select(p => p.ToString()))), ("item", Scope.Item),
            ("figure", Figure?.Name), ("only", Only is { } only ? ChangeWords.NameOf(only) : null), (AsOfDay.Parameter, Past is { } past ? AsOfDay.Write(past) : null), (KnownAtInstant.Parameter, KnownAt), ("page", Page > 1 ? Page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null),
        ];
        var query = string.Join('&', pairs.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return query.Length == 0 ? "changes" : $"changes?{query}";
    }

    /// <summary>The report of the same day and the same knowledge with nothing chosen.</summary>
    public string OfNothing => new ChangesAddress(null, null, ReportScope.Everything, null, null, 1, Past, []) { KnownAt = KnownAt }.Write();

    /// <summary>The same report with all its groups, and nothing but lines that moved a figure.</summary>
    public string OfFigure(Figure? figure) => (this with { Figure = figure, Only = null, Page = 1 }).Write();

    public string OfGroup(ChangeGroup? only, int page = 1) => (this with { Only = only, Page = page }).Write();

    private static string? First(IEnumerable<string> values) => values.FirstOrDefault();

    private static Pillar? PillarOf(string value) =>
        Enum.GetNames<Pillar>().FirstOrDefault(n => string.Equals(n, value, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<Pillar>(name) : null;
}
