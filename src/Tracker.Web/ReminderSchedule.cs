using Tracker.Application.Reminders;
using Tracker.Domain;

namespace Tracker.Web;

/// <summary>Gives the reminders that are due and sends the mails that wait, for as long as the application serves.</summary>
/// <remarks>It looks every five minutes, and asks storage each time: what a standstill missed is given when it is over.</remarks>
internal sealed class ReminderSchedule(GiveReminders give, SendMails send, TimeProvider clock, ILogger<ReminderSchedule> log) : BackgroundService
{
    private static readonly TimeSpan Glance = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var glance = new PeriodicTimer(Glance, clock);
        while (await glance.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(() => give.ExecuteAsync(stoppingToken));
            await TryAsync(() => send.ExecuteAsync(stoppingToken));
        }
    }

    /// <summary>What fails now is tried at the next glance; one part that fails does not keep the other from its work.</summary>
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (RefusedException refused)
        {
            log.LogWarning("Reminders wait: {Why}", refused.Message);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Reminders could not be given or sent; they are tried again in five minutes");
        }
    }
}
