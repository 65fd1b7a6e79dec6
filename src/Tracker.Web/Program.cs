using MudBlazor.Services;
using Tracker.Application;
using Tracker.Application.Storage;
using Tracker.Domain.Items;
using Tracker.Web.Components;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddMudServices();
builder.Services.AddSingleton<Tracker.Web.Components.Shared.Handover>();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(services => new Calendar(
    services.GetRequiredService<TimeProvider>(),
    TimeZoneInfo.FindSystemTimeZoneById(builder.Configuration["Tracker:TimeZone"] ?? "Asia/Jakarta"),
    ReportingRules.Default));
builder.Services.AddTracker(Database.ConnectionString(
    builder.Configuration.GetConnectionString("Tracker") ?? "Data Source=data/tracker.db",
    builder.Environment.ContentRootPath));

var app = builder.Build();
await Database.PrepareAsync(app.Services, Path.Combine(AppContext.BaseDirectory, "seed"));
app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null);
app.Run();
