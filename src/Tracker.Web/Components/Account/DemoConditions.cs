using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Tracker.Application.People;

namespace Tracker.Web.Components.Account;

/// <summary>
/// Whether the people of the demonstration exist for a request. All must hold: Development, the
/// setting <c>Tracker:DemoPeople</c>, listeners on this machine only, a request from this machine for
/// this machine that nobody forwarded, and no real account.
/// </summary>
public sealed class DemoConditions(IHostEnvironment environment, Settings settings, IServer server, PeopleQuery people)
{
    private static readonly string[] _forwarding =
        ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "X-ProxyUser-Ip", "True-Client-IP", "CF-Connecting-IP", "X-Original-For", "X-Original-Host", "X-Original-Proto"];

    public async Task<bool> HoldAsync(HttpContext context) =>
        HoldHere()
        && IsFromHere(context.Connection.RemoteIpAddress)
        && IsForHere(context.Request.Host.Host)
        && !context.Request.Headers.Keys.Any(IsForwarding)
        && !await people.AnyAccountAsync(context.RequestAborted);

    /// <summary>What does not depend on the request: environment, setting, listeners.</summary>
    private bool HoldHere() =>
        environment.IsDevelopment()
        && settings.DemoPeople
        && server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses
        && addresses.All(ListensHereOnly);

    /// <summary>Whether a listener's address, such as http://127.0.0.1:5080, reaches this machine only.</summary>
    public static bool ListensHereOnly(string address)
    {
        try
        {
            return BindingAddress.Parse(address) is { IsUnixPipe: false, IsNamedPipe: false, Host: var host } && IsForHere(host);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Whether a host is a name or an address of this machine that no other machine can mean.</summary>
    public static bool IsForHere(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    public static bool IsFromHere(IPAddress? remote) => remote is not null && IPAddress.IsLoopback(remote);

    /// <summary>Whether a header says that a proxy stands between.</summary>
    public static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase)
        || _forwarding.Contains(header, StringComparer.OrdinalIgnoreCase);
}
