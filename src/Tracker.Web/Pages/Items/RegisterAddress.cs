using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Tracker.Application.Items;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;

namespace Tracker.Web.Pages.Items;

/// <summary>What the register is narrowed to, as it stands in the address, so that every view is a link.</summary>
/// <param name="Past">The past day that is shown, or null for today; every link keeps it.</param>
/// <param name="LeftOut">What the address asks for and the register does not know, in words.</param>
/// <example><c>items?figure=under-way&amp;pillar=Economic&amp;asOf=2022-06-30</c></example>
public sealed record RegisterAddress(RegisterFilter Filter, DateOnly? Past, IReadOnlyList<string> LeftOut)
{
    private static readonly (RegisterSort Sort, string Name)[] Sorts =
    [
        (RegisterSort.Code, "code"),
        (RegisterSort.Title, "title"),
        (RegisterSort.Target, "target"),
        (RegisterSort.LastUpdate, "updated"),
    ];

    public static RegisterAddress Read(string uri, DateOnly? past)
    {
        var query = new Query(new Uri(uri, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } address ? address.Query : "");
        var filter = new RegisterFilter
        {
            Text = query.Text("q"),
            Kinds = query.Values<Kind>("kind"),
            Pillars = query.Values<Pillar>("pillar"),
            Phases = query.Values<Phase>("phase"),
            Stages = query.Values<Stage>("stage"),
            Outlooks = query.Values<Outlook>("outlook"),
            Schedules = query.Values<Schedule>("schedule"),
            Natures = query.Values<Nature>("nature"),
            Strengths = query.Values<Strength>("strength"),
            Bodies = query.All("body", value => Codes.IsCode(value) ? value : null, "code of a body"),
            SilentSince = [.. query.All("silentSince", value => Silence.Read(value)?.ToString(), "year or code of a document").Select(value => Silence.Read(value)!.Value)],
            Document = query.One("document", value => Codes.IsCode(value) ? value : null, "code of a document"),
            Figure = query.One("figure", Figure.Named, "figure"),
            Sort = query.One("sort", value => Sorts.Where(s => s.Name == value).Select(s => (RegisterSort?)s.Sort).FirstOrDefault(), "way to sort") ?? RegisterSort.Code,
            Descending = query.One("dir", value => value is "asc" or "desc" ? value : null, "direction to sort in") == "desc",
            Page = query.One("page", value => Number(value), "number of a page") ?? 1,
        };
        if (query.One("paragraph", value => Number(value), "number of a paragraph") is { } paragraph)
        {
            if (filter.Document is null)
            {
                query.LeftOut.Add("A paragraph needs its document; it was left out.");
            }
            else
            {
                filter = filter with { Paragraph = paragraph };
            }
        }

        return new(filter, past, query.LeftOut);
    }

    /// <summary>The list of exactly the items that a figure counts, on the day shown.</summary>
    public static string Of(Figure figure, DateOnly? past, Pillar? pillar = null, Stage? stage = null) =>
        Write(new RegisterFilter { Figure = figure, Pillars = pillar is { } p ? [p] : [], Stages = stage is { } s ? [s] : [] }, past);

    /// <summary>The page of an item, on the day shown.</summary>
    public static string OfItem(string code, DateOnly? past) =>
        AsOfDay.Address($"items/{code}", past);

    public static string Write(RegisterFilter filter, DateOnly? past) => Write(Pairs(filter, past));

    /// <summary>The same list with something changed, from its first page.</summary>
    public string With(Func<RegisterFilter, RegisterFilter> change) => Write(change(Filter) with { Page = 1 }, Past);

    public string OfPage(int page) => Write(Filter with { Page = page }, Past);

    /// <summary>Sorted by that; where it is so sorted already, the other way round.</summary>
    public string SortedBy(RegisterSort sort) => With(f => f with
    {
        Sort = sort,
        Descending = f.Sort == sort ? !f.Descending : sort == RegisterSort.LastUpdate,
    });

    /// <summary>With a choice of a facet made, or taken back where it was made.</summary>
    public string Toggled(string facet, string value)
    {
        var pairs = Pairs(Filter with { Page = 1 }, Past).ToList();
        if (!pairs.Remove((facet, value)))
        {
            pairs.Add((facet, value));
        }

        return Write(pairs);
    }

    /// <summary>What narrows the list, one by one, with the address without it.</summary>
    public IEnumerable<(string Name, string Value, string Without)> Narrowings() =>
        from pair in Pairs(Filter, null)
        where pair.Name is not ("sort" or "dir" or "page")
        select (pair.Name, pair.Value, pair.Name == "document" ? With(f => f with { Document = null, Paragraph = null }) : Toggled(pair.Name, pair.Value));

    /// <summary>The nature of everything in the list, where it is one and no deliverable.</summary>
    public Nature? Nature =>
        Filter.Natures is [var one] && one != Domain.Items.Nature.Deliverable && (Filter.Figure?.ListedNature ?? one) == one ? one
        : Filter.Natures.Count == 0 ? Filter.Figure?.ListedNature
        : null;

    /// <summary>The items of this list that continue and of which nothing was reported lately.</summary>
    public string OfNoActivity => With(f => f with { Natures = [], Figure = Figure.NoActivity });

    /// <summary>Where one body is named lead of many items of this list.</summary>
    public string OfLeads => "items/leads" + Write(Filter with { Page = 1 }, null)["items".Length..];

    /// <summary>Everything but the words searched for and the page: what a search keeps.</summary>
    public IEnumerable<(string Name, string Value)> BesideText() => Pairs(Filter with { Text = null, Page = 1 }, Past);

    private static IEnumerable<(string Name, string Value)> Pairs(RegisterFilter filter, DateOnly? past)
    {
        List<(string Name, string? Value)> pairs = [("q", filter.Text), ("figure", filter.Figure?.Name)];
        void All<T>(string name, IReadOnlyList<T> values) => pairs.AddRange(values.Select(v => (name, v?.ToString())));
        All("nature", filter.Natures);
        All("kind", filter.Kinds);
        All("phase", filter.Phases);
        All("pillar", filter.Pillars);
        All("outlook", filter.Outlooks);
        All("schedule", filter.Schedules);
        All("strength", filter.Strengths);
        All("body", filter.Bodies);
        All("stage", filter.Stages);
        All("silentSince", filter.SilentSince);
        pairs.Add(("document", filter.Document));
        pairs.Add(("paragraph", filter.Paragraph?.ToString(CultureInfo.InvariantCulture)));
        pairs.Add(("sort", filter.Sort == RegisterSort.Code ? null : Sorts.Single(s => s.Sort == filter.Sort).Name));
        pairs.Add(("dir", filter.Descending ? "desc" : null));
        pairs.Add((AsOfDay.Parameter, past is { } day ? AsOfDay.Write(day) : null));
        pairs.Add(("page", filter.Page > 1 ? filter.Page.ToString(CultureInfo.InvariantCulture) : null));
        return pairs.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => (p.Name, p.Value!));
    }

    private static string Write(IEnumerable<(string Name, string Value)> pairs)
    {
        var query = string.Join('&', pairs.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        return query.Length == 0 ? "items" : $"items?{query}";
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>The query of an address, read name by name; what makes no sense is set aside in words.</summary>
    internal sealed class Query(string text)
    {
        private readonly Dictionary<string, Microsoft.Extensions.Primitives.StringValues> _values = QueryHelpers.ParseQuery(text);

        public List<string> LeftOut { get; } = [];

        public string? Text(string name)
        {
            var words = string.Concat((_values.GetValueOrDefault(name).FirstOrDefault() ?? "").Where(c => !char.IsControl(c))).Trim();
            if (words.Length == 0)
            {
                return null;
            }

            if (words.Length > RegisterFilter.MaximumTextLength)
            {
                LeftOut.Add($"A search takes at most {RegisterFilter.MaximumTextLength} characters; the rest was left out.");
                words = words[..RegisterFilter.MaximumTextLength].TrimEnd();

                // Half of a character that takes two places is no text.
                words = char.IsHighSurrogate(words[^1]) ? words[..^1] : words;
            }

            return words;
        }

        /// <summary>Names as the domain has them, in small or capital letters; never their numbers.</summary>
        public IReadOnlyList<T> Values<T>(string name)
            where T : struct, Enum =>
            [
                .. All(name, value => Enum.GetNames<T>().FirstOrDefault(n => string.Equals(n, value, StringComparison.OrdinalIgnoreCase)), name)
                    .Select(Enum.Parse<T>),
            ];

        public List<string> All(string name, Func<string, string?> known, string what)
        {
            List<string> found = [];
            foreach (var value in _values.GetValueOrDefault(name).Where(v => !string.IsNullOrWhiteSpace(v)).Distinct())
            {
                if (known(value!.Trim()) is not { } good)
                {
                    Refuse(value, what);
                }
                else if (!found.Contains(good))
                {
                    found.Add(good);
                }
            }

            return found;
        }

        public T? One<T>(string name, Func<string, T?> known, string what)
        {
            var values = _values.GetValueOrDefault(name).Where(v => !string.IsNullOrWhiteSpace(v)).ToList();
            if (values.Count == 0)
            {
                return default;
            }

            if (values.Count > 1)
            {
                LeftOut.Add($"The address names more than one {what}; the first is taken.");
            }

            var value = values[0]!;
            var found = known(value.Trim());
            if (found is null)
            {
                Refuse(value, what);
            }

            return found;
        }

        private void Refuse(string value, string what) =>
            LeftOut.Add($"“{(value.Length > 40 ? value[..40] + "…" : value)}” is no {what}; it was left out.");
    }
}
