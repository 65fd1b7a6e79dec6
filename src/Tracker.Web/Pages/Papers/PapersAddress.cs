using Microsoft.AspNetCore.WebUtilities;
using Tracker.Application.Changes;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;
using Tracker.Web.Components.Shared;
using Tracker.Web.Pages.Changes;

namespace Tracker.Web.Pages.Papers;

/// <summary>What the papers of a meeting are made of, as it stands in the address.</summary>
/// <param name="From">Null for the previous meeting of the mechanism.</param>
/// <param name="To">Null for the day of the meeting, or today where it lies ahead.</param>
/// <param name="WithLines">With the lines to take of the person's own side.</param>
public sealed record PapersAddress(PeriodEnd? From, DateOnly? To, ReportScope Scope, bool WithLines)
{
    public static PapersAddress Read(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        IEnumerable<string> All(string name) => query.GetValueOrDefault(name).OfType<string>().Select(v => v.Trim()).Where(v => v.Length > 0).Distinct().Take(50);
        var scope = new ReportScope
        {
            Plans = [.. All("plan").Where(Codes.IsCode)],
            Bodies = [.. All("body").Where(Codes.IsCode)],
            Pillars = [.. All("pillar").Where(v => Enum.GetNames<Pillar>().Contains(v)).Select(Enum.Parse<Pillar>)],
        };
        return new(
            PeriodEnd.Read(query.GetValueOrDefault("from").FirstOrDefault()),
            AsOfDay.TryRead(query.GetValueOrDefault("to").FirstOrDefault() ?? query.GetValueOrDefault(AsOfDay.Parameter).FirstOrDefault(), out var to) ? to : null,
            scope,
            query.GetValueOrDefault("lines").FirstOrDefault() == "own");
    }

    /// <summary>The papers of a meeting.</summary>
    public static string Of(string mechanism, Guid meeting) => $"mechanisms/{mechanism}/papers/{meeting}";

    /// <summary>The lines to take for a meeting.</summary>
    public static string OfLines(string mechanism, Guid meeting, int page = 1) => Of(mechanism, meeting) + "/lines" + (page > 1 ? $"?page={page}" : "");

    /// <summary>A file of a frozen pack.</summary>
    public static string OfFile(Guid pack, Application.Packs.PackForm form) => $"papers/{pack}/{Application.Packs.FreezePack.FileOf(form).Extension}";
}
