using Tracker.Application.Storage;

namespace Tracker.Web;

/// <summary>Makes a backup whenever one is due, for as long as the application serves.</summary>
/// <remarks>It looks once a minute, so that a machine that slept, or whose clock was set, makes what it missed.</remarks>
internal sealed class BackupSchedule(Backups backups, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Glance = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var glance = new PeriodicTimer(Glance, clock);
        while (await glance.WaitForNextTickAsync(stoppingToken))
        {
            await backups.MakeWhenDueAsync(stoppingToken);
        }
    }
}
