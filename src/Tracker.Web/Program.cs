using MudBlazor.Services;
using Tracker.Application;
using Tracker.Application.Storage;
using Tracker.Domain.Items;
using Tracker.Web.Components;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorComponents().AddInteractiveServerComponents()
    .AddHubOptions(o => o.MaximumReceiveMessageSize = 256 * 1024); // A long note in any script, so that it is refused in words and not by a lost connection.
builder.Services.AddMudServices(mud =>
{
    mud.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomCenter;
    mud.SnackbarConfiguration.ShowTransitionDuration = 0;
    mud.SnackbarConfiguration.HideTransitionDuration = 0;
    mud.SnackbarConfiguration.MaximumOpacity = 100;
});
builder.Services.AddSingleton<Tracker.Web.Components.Shared.Handover>();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(services => new Calendar(
    services.GetRequiredService<TimeProvider>(),
    TimeZoneInfo.FindSystemTimeZoneById(builder.Configuration["Tracker:TimeZone"] ?? "Asia/Jakarta"),
    ReportingRules.Default));
builder.Services.AddTracker(Database.ConnectionString(
    builder.Configuration.GetConnectionString("Tracker") ?? "Data Source=data/tracker.db",
    builder.Environment.ContentRootPath));

builder.Services.AddScoped<Tracker.Web.Components.Account.CurrentPerson>();
var app = builder.Build();
await Database.PrepareAsync(app.Services, Path.Combine(AppContext.BaseDirectory, "seed"));
app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null);
app.Run();
