using System.Net;
using Tracker.Application.Storage;
using Tracker.Web.Components.Account;

namespace Tracker.Web;

/// <summary>What a supervisor asks: <c>/health/live</c>, whether the process answers, and <c>/health/ready</c>, whether it can do its work.</summary>
/// <remarks>
/// Only this machine and the networks of <c>Tracker:HealthNetworks</c> are answered; for everybody else
/// the addresses are not there. A request that a proxy on this machine passes on is not this machine's.
/// </remarks>
public static class Health
{
    public static void MapHealth(this WebApplication app, Settings settings)
    {
        var health = app.MapGroup("/health").AllowAnonymous().AddEndpointFilter(async (call, next) =>
            MayAsk(call.HttpContext, settings.HealthNetworks) ? await next(call) : Results.NotFound());

        health.MapGet("/live", () => Results.Text("alive"));
        health.MapGet("/ready", async (Readiness readiness, CancellationToken ct) =>
        {
            var findings = await readiness.FindAsync(settings.LeastFreeMegabytes * 1024L * 1024, ct);
            return Results.Text(
                string.Join('\n', findings.Select(f => $"{f.What}: {f.Problem ?? "ok"}")),
                statusCode: findings.All(f => f.Problem is null) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }

    private static bool MayAsk(HttpContext context, IReadOnlyList<IPNetwork> networks)
    {
        if (context.Connection.RemoteIpAddress is not { } remote)
        {
            return false;
        }

        var address = remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote;
        return (IPAddress.IsLoopback(address) && !context.Request.Headers.Keys.Any(DemoConditions.IsForwarding)) || networks.Any(n => n.Contains(address));
    }
}
