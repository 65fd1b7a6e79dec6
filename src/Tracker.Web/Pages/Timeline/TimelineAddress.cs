using System.Globalization;
using Tracker.Application.Timeline;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;
using Tracker.Web.Pages.Items;

namespace Tracker.Web.Pages.Timeline;

/// <summary>What the timeline shows, as it stands in the address, so that every view is a link.</summary>
/// <param name="IsTable">As a table instead of a picture.</param>
/// <param name="Past">The past day that is shown, or null for today; every link keeps it.</param>
/// <param name="LeftOut">What the address asks for and the timeline does not know, in words.</param>
/// <example><c>timeline?by=plan&amp;scale=quarter&amp;from=2022-01-01&amp;only=targets&amp;asOf=2022-06-30</c></example>
public sealed record TimelineAddress(TimelineFilter Filter, bool IsTable, DateOnly? Past, IReadOnlyList<string> LeftOut)
{
    public static TimelineAddress Read(string uri, DateOnly? past)
    {
        var query = new RegisterAddress.Query(new Uri(uri).Query);
        T? Choice<T>(string name, string what)
            where T : struct, Enum =>
            query.One(name, value => Enum.GetValues<T>().Where(v => string.Equals(v.ToString(), value, StringComparison.OrdinalIgnoreCase)).Select(v => (T?)v).FirstOrDefault(), what);
        DateOnly? Day(string name) => query.One(name, value => AsOfDay.TryRead(value, out var day) ? (DateOnly?)day : null, "day of the calendar, such as 2022-06-30");

        var filter = new TimelineFilter
        {
            By = Choice<TimelineBy>("by", "way to put items together") ?? TimelineBy.Pillar,
            Scale = Choice<TimelineScale>("scale", "scale") ?? TimelineScale.Year,
            From = Day("from"),
            To = Day("to"),
            Kinds = query.Values<Kind>("kind"),
            Pillars = query.Values<Pillar>("pillar"),
            Bodies = query.All("body", value => Codes.IsCode(value) ? value : null, "code of a body"),
            Plan = query.One("plan", value => Codes.IsCode(value) ? value : null, "code of a plan"),
            Mechanism = query.One("mechanism", value => Codes.IsCode(value) ? value : null, "code of a mechanism"),
            Only = Choice<TimelineOnly>("only", "part of the timeline"),
            Page = Pager.PageOf(query.One("page", value => value, "page")),
        };
        if (filter.To < filter.From)
        {
            query.LeftOut.Add("The last day of the window lies before its first; the window was left out.");
            filter = filter with { From = null, To = null };
        }

        var isTable = query.One("view", value => value == "table" ? value : null, "view") is not null;
        return new(filter, isTable, past, query.LeftOut);
    }

    /// <summary>A plan with all that serves it, on the day shown.</summary>
    public static string OfPlan(string code, DateOnly? past) => Write(new() { Plan = code }, false, past);

    /// <summary>The meetings of a mechanism, on the day shown.</summary>
    public static string OfMechanism(string code, DateOnly? past) => Write(new() { Mechanism = code, Only = TimelineOnly.Meetings }, false, past);

    /// <summary>The same with something changed, from its first page.</summary>
    public string With(Func<TimelineFilter, TimelineFilter> change) => Write(change(Filter) with { Page = 1 }, IsTable, Past);

    public string OfPage(int page) => Write(Filter with { Page = page }, IsTable, Past);

    /// <summary>The same content in the other form.</summary>
    public string InOtherForm => Write(Filter, !IsTable, Past);

    /// <summary>Another part of the axis.</summary>
    public string OfWindow(TimelineWindow window) => With(f => f with { From = window.From, To = window.To });

    /// <summary>With a choice made, or taken back where it was made.</summary>
    public string Toggled(string name, string value) => With(f => name switch
    {
        "kind" => f with { Kinds = Toggled(f.Kinds, Enum.Parse<Kind>(value)) },
        "pillar" => f with { Pillars = Toggled(f.Pillars, Enum.Parse<Pillar>(value)) },
        "body" => f with { Bodies = Toggled(f.Bodies, value) },
        "plan" => f with { Plan = f.Plan == value ? null : value },
        _ => f with { Mechanism = null },
    });

    /// <summary>What narrows the timeline, one by one, each with the address without it.</summary>
    public IEnumerable<(string Words, string Without)> Narrowings() =>
        Filter.Pillars.Select(p => (p.Name(), Toggled("pillar", p.ToString())))
            .Concat(Filter.Kinds.Select(k => (k.Name(), Toggled("kind", k.ToString()))))
            .Concat(Filter.Bodies.Select(b => ($"Lead body: {b}", Toggled("body", b))))
            .Concat(Filter.Plan is { } plan ? [($"Plan: {plan}", Toggled("plan", plan))] : [])
            .Concat(Filter.Mechanism is { } mechanism ? [($"Meetings of {mechanism}", Toggled("mechanism", mechanism))] : []);

    private static List<T> Toggled<T>(IReadOnlyList<T> values, T value) => values.Contains(value) ? [.. values.Where(v => !Equals(v, value))] : [.. values, value];

    private static string Write(TimelineFilter filter, bool isTable, DateOnly? past)
    {
        List<(string Name, string? Value)> pairs =
        [
            ("by", filter.By == TimelineBy.Pillar ? null : Small(filter.By)),
            ("scale", filter.Scale == TimelineScale.Year ? null : Small(filter.Scale)),
            ("from", filter.From is { } from ? AsOfDay.Write(from) : null),
            ("to", filter.To is { } to ? AsOfDay.Write(to) : null),
            .. filter.Pillars.Select(p => ("pillar", (string?)p.ToString())),
            .. filter.Kinds.Select(k => ("kind", (string?)k.ToString())),
            .. filter.Bodies.Select(b => ("body", (string?)b)),
            ("plan", filter.Plan),
            ("mechanism", filter.Mechanism),
            ("only", filter.Only is { } only ? Small(only) : null),
            ("view", isTable ? "table" : null),
            (AsOfDay.Parameter, past is { } day ? AsOfDay.Write(day) : null),
            ("page", filter.Page > 1 ? filter.Page.ToString(CultureInfo.InvariantCulture) : null),
        ];
        var query = string.Join('&', pairs.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return query.Length == 0 ? "timeline" : $"timeline?{query}";
    }

    private static string Small<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
