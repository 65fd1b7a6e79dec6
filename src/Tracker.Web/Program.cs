using System.Globalization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http.Features;
using MudBlazor;
using MudBlazor.Services;
using Tracker.Application;
using Tracker.Application.Storage;
using Tracker.Domain.Documents;
using Tracker.Web;
using Tracker.Web.Components;
using Tracker.Web.Components.Account;
using Tracker.Web.Components.Shared;
using Tracker.Web.Pages.Papers;
using Calendar = Tracker.Application.Calendar;

// The pages are in English: days and numbers don't follow the language that the machine is set to.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

var (command, arguments) = Command.Of(args);
try
{
    var builder = WebApplication.CreateBuilder(arguments);
    builder.WebHost.UseStaticWebAssets(); // Also where it is built and not published, and not in Development.
    var settings = Settings.Read(builder.Configuration);
    var database = Database.ConnectionString(
        builder.Configuration.GetConnectionString("Tracker") ?? "Data Source=data/tracker.db",
        builder.Environment.ContentRootPath);

    builder.Services.AddSingleton(settings);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton(services => new Calendar(services.GetRequiredService<TimeProvider>(), settings.Zone, settings.Rules, settings.LaterRules, settings.LaterZones));
    builder.Services.AddSingleton(settings.Backups);
    builder.Services.AddSingleton(settings.Mail);
    builder.Services.AddTracker(database);
    builder.Services.AddHostedService<BackupSchedule>();
    builder.Services.AddHostedService<ReminderSchedule>();
    builder.Services.Configure<FormOptions>(form => form.ValueLengthLimit = 4 * TextReading.MostCharacters); // A text that is pasted whole, in bytes.
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StartUp.Patience);
    builder.Services.AddRazorComponents().AddInteractiveServerComponents()
        .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 256 * 1024); // A long note in any script, so that it is refused in words and not by a lost connection.
    builder.Services.AddMudServices(mud =>
    {
        mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
        mud.SnackbarConfiguration.ShowTransitionDuration = 0;
        mud.SnackbarConfiguration.HideTransitionDuration = 0;
        mud.SnackbarConfiguration.MaximumOpacity = 100;
    });
    builder.Services.AddSingleton<Handover>();
    builder.Services.AddSingleton<PreparedPacks>();
    builder.Services.AddSingleton<OpenForms>();
    builder.Services.AddSingleton<OpenCircuits>();
    builder.Services.AddScoped<CircuitHandler, OpenCircuits.Counter>();
    builder.Services.AddPageCompression();
    var keys = new DirectoryInfo(Path.Combine(Path.GetDirectoryName(Database.FileOf(database)) ?? ".", "keys"));
    builder.Services.AddSignIn(settings, keys);

    var app = builder.Build();
    if (command is not null)
    {
        return await command.RunAsync(app.Services, Database.FileOf(database));
    }

    var seed = Path.Combine(AppContext.BaseDirectory, "seed");
    await Database.PrepareAsync(app.Services, seed);
    StartUp.TryKeys(app.Services, keys);
    if (!Directory.Exists(seed))
    {
        Console.WriteLine($"There is no folder {seed}: a new register begins empty.");
    }

    app.UseResponseCompression();
    app.UseExceptionHandler("/error", createScopeForErrors: true);
    app.UseSafetyHeaders();
    app.UseNotFoundPage();
    app.UseAuthentication();
    app.UseMiddleware<DemoGate>();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.UseOwnFormsOnly();

    app.MapStaticAssets().AllowAnonymous();
    app.MapHealth(settings);
    app.MapAccount();
    app.MapPapers();
    app.MapCalendars();
    app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);

    await StartUp.ServeAsync(app);
    return 0;
}
catch (Exception failure) when (StartUp.Explains(failure) is { } why)
{
    await Console.Error.WriteLineAsync($"Tracker cannot start. {why}");
    return command?.Failed ?? 1;
}
