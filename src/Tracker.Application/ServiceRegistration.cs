using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tracker.Application.Bodies;
using Tracker.Application.Calendars;
using Tracker.Application.Centres;
using Tracker.Application.Changes;
using Tracker.Application.Documents;
using Tracker.Application.Drafts;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Application.Overview;
using Tracker.Application.Packs;
using Tracker.Application.People;
using Tracker.Application.Plans;
using Tracker.Application.Reminders;
using Tracker.Application.Search;
using Tracker.Application.Storage;
using Tracker.Application.Targets;
using Tracker.Application.Timeline;

namespace Tracker.Application;

/// <summary>Makes the deeds and queries known to a host.</summary>
public static class ServiceRegistration
{
    /// <summary>Everything that can be done and asked, on the database of <paramref name="connectionString"/>.</summary>
    /// <remarks>The caller registers <see cref="Calendar"/> and the time provider, which come from settings.</remarks>
    public static IServiceCollection AddTracker(this IServiceCollection services, string connectionString)
    {
        services.AddDbContextFactory<TrackerDbContext>(options => options.UseTracker(connectionString));

        services.AddSingleton<Saves>();
        services.AddLogging();
        services.TryAddSingleton(BackupRules.Default);
        services.AddSingleton<Backups>();
        services.AddSingleton<DatabaseUse>();
        services.AddSingleton<OneWriter>();
        services.AddSingleton<Seed>();
        services.AddSingleton<Census>();
        services.AddSingleton<KnownRegisters>();

        services.AddSingleton<RecordUpdate>();
        services.AddSingleton<VoidEntry>();
        services.AddSingleton<AssessEntry>();
        services.AddSingleton<AddItem>();
        services.AddSingleton<ReviseItem>();
        services.AddSingleton<BringDocument>();
        services.AddSingleton<ConfirmDocument>();
        services.AddSingleton<RecordMeeting>();
        services.AddSingleton<AddLedgerEntry>();
        services.AddSingleton<WriteLineToTake>();
        services.AddSingleton<FreezePack>();
        services.AddSingleton<KeepDraft>();

        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<InvitePerson>();
        services.AddSingleton<AcceptInvitation>();
        services.AddSingleton<ChangePerson>();
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<OpenSessions>();
        services.AddSingleton<DisablePerson>();
        services.AddSingleton<DemoPeople>();
        services.AddSingleton<PeopleQuery>();
        services.AddSingleton<HandItemsOver>();
        services.AddSingleton<HandOversQuery>();

        services.TryAddSingleton(MailSettings.None);
        services.AddSingleton<ReminderNews>();
        services.AddSingleton<FollowItem>();
        services.AddSingleton<ReadReminders>();
        services.AddSingleton<GiveReminders>();
        services.AddSingleton<SendMails>();
        services.AddSingleton<RemindersQuery>();
        services.AddSingleton<KeepFeed>();
        services.AddSingleton<FeedQuery>();

        services.AddSingleton<RegisterQuery>();
        services.AddSingleton<SearchQuery>();
        services.AddSingleton<ItemQuery>();
        services.AddSingleton<OverviewQuery>();
        services.AddSingleton<ChangesQuery>();
        services.AddSingleton<DocumentChoices>();
        services.AddSingleton<IncomingQuery>();
        services.AddSingleton<DocumentQuery>();
        services.AddSingleton<ComparisonQuery>();
        services.AddSingleton<BodyQuery>();
        services.AddSingleton<CentreQuery>();
        services.AddSingleton<PlanQuery>();
        services.AddSingleton<FundQuery>();
        services.AddSingleton<MyItemsQuery>();
        services.AddSingleton<MechanismQuery>();
        services.AddSingleton<PackQuery>();
        services.AddSingleton<NatureQuery>();
        services.AddSingleton<TargetQuery>();
        services.AddSingleton<StayQuery>();
        services.AddSingleton<TimelineQuery>();
        services.AddSingleton<StateQuery>();
        services.AddSingleton<Readiness>();
        return services;
    }
}
