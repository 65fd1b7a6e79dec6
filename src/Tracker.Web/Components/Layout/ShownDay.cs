using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Tracker.Web.Components.Shared;
using Calendar = Tracker.Application.Calendar;

namespace Tracker.Web.Components.Layout;

/// <summary>Follows the day in the address, for the parts of the frame that show it.</summary>
public abstract class ShownDay : ComponentBase, IDisposable
{
    [Inject]
    protected NavigationManager Address { get; set; } = default!;

    [Inject]
    protected Calendar Calendar { get; set; } = default!;

    protected DateOnly Today => Calendar.Today;

    /// <summary>A past day, or null for today.</summary>
    protected DateOnly? Past { get; private set; }

    /// <summary>The instant (UTC) up to which this report knows the register; null for what is known now, and on pages that are no reports.</summary>
    protected DateTime? KnownAt { get; private set; }

    /// <summary>A past day is asked for of a page that is for today alone: it stays closed.</summary>
    protected bool IsClosed => Past is not null && Navigation.IsForToday(Here);

    private string Here => Address.ToBaseRelativePath(Address.Uri).Split('?', '#')[0];

    protected override void OnInitialized()
    {
        Read();
        Address.LocationChanged += Moved;
    }

    /// <summary>This page, for another day; every other part of the address is kept but the page of a list.</summary>
    protected string ForDay(DateOnly? day) => Address.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        [AsOfDay.Parameter] = day is { } past && past < Today ? AsOfDay.Write(past) : null,
        ["page"] = null,
    });

    /// <summary>This report, with what is known now.</summary>
    protected string ForKnownNow() => Address.GetUriWithQueryParameter(KnownAtInstant.Parameter, (string?)null);

    /// <summary>The past day in an address; null for today.</summary>
    public static DateOnly? PastIn(string address, DateOnly today) =>
        AsOfDay.Read(QueryHelpers.ParseQuery(new Uri(address).Query).TryGetValue(AsOfDay.Parameter, out var day) ? day.ToString() : null, today);

    /// <summary>The address is another one now.</summary>
    protected virtual void Follow()
    {
    }

    private void Moved(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(() =>
    {
        Read();
        Follow();
        StateHasChanged();
    });

    private void Read()
    {
        var query = QueryHelpers.ParseQuery(new Uri(Address.Uri).Query);
        Past = PastIn(Address.Uri, Today);
        KnownAt = Navigation.IsReport(Here) && query.TryGetValue(KnownAtInstant.Parameter, out var instant) ? KnownShown.Of(instant, Calendar).At : null;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Address.LocationChanged -= Moved;
}
