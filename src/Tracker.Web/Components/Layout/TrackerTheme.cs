using System.Globalization;
using System.Text;
using MudBlazor;
using MudBlazor.Utilities;

namespace Tracker.Web.Components.Layout;

/// <summary>
/// Every colour of Tracker, written once. The style sheet reads them as CSS custom properties
/// (<c>--ink</c>, <c>--blue-fill</c> …) and MudBlazor's own properties are given the same values, so
/// that light, dark and "as the system" need neither a circuit nor a second list.
/// </summary>
public static class TrackerTheme
{
    /// <summary>Name of the cookie that keeps the person's choice: <c>light</c>, <c>dark</c>, or none for the system's.</summary>
    public const string Cookie = "tracker-theme";

    /// <summary>Name, light value, dark value. Text pairs reach 4.5:1, borders of controls 3:1.</summary>
    public static IReadOnlyList<(string Name, string Light, string Dark)> Colours { get; } =
    [
        ("ink", "#17212B", "#E6EBF0"),
        ("muted", "#4A5764", "#A9B4BF"),
        ("line", "#D5DBE1", "#2C3742"),
        ("line-control", "#7B8793", "#6F7C89"),
        ("page", "#F6F7F9", "#10161C"),
        ("surface", "#FFFFFF", "#18212A"),
        ("sunken", "#EDF0F3", "#212C37"),
        ("primary", "#1F3A5F", "#8FB4E3"),
        ("primary-hover", "#2C4F80", "#ABC8EC"),
        ("on-primary", "#FFFFFF", "#0E1A2B"),
        ("link", "#1B5FA7", "#8FB4E3"),

        // Meaning: a light fill with dark text for chips, a solid with its text for bars.
        ("grey-fill", "#E9EDF0", "#28333E"),
        ("grey-text", "#3D4853", "#C9D2DA"),
        ("grey-solid", "#5F6B77", "#8C98A4"),
        ("blue-fill", "#E0ECF9", "#17324F"),
        ("blue-text", "#174A7E", "#AACDF2"),
        ("blue-solid", "#2464A6", "#76ABE6"),
        ("green-fill", "#DFF1E4", "#173A26"),
        ("green-text", "#1A5530", "#A3DDB6"),
        ("green-solid", "#2A7846", "#74C08D"),
        ("violet-fill", "#EBE8F2", "#2C2939"),
        ("violet-text", "#4A4163", "#CAC2DF"),
        ("violet-solid", "#6B5F8A", "#A99CCB"),
        ("amber-fill", "#FCEED0", "#40300D"),
        ("amber-text", "#674400", "#F2CF85"),
        ("amber-solid", "#8A5D00", "#DDB04F"),
        ("red-fill", "#FBE3E1", "#481F1D"),
        ("red-text", "#88201A", "#F6B6AF"),
        ("red-solid", "#AE2E26", "#EA8A80"),
        ("on-solid", "#FFFFFF", "#10161C"),
    ];

    private static readonly (string Mud, string Name)[] MudNames =
    [
        ("text-primary", "ink"), ("text-secondary", "muted"), ("text-disabled", "muted"),
        ("action-default", "muted"), ("action-default-hover", "sunken"),
        ("action-disabled", "muted"), ("action-disabled-background", "sunken"),
        ("background", "page"), ("background-gray", "sunken"), ("surface", "surface"),
        ("lines-default", "line"), ("lines-inputs", "line-control"),
        ("table-lines", "line"), ("table-striped", "page"), ("table-hover", "sunken"),
        ("divider", "line"), ("divider-light", "line"), ("skeleton", "sunken"),
        ("drawer-background", "surface"), ("drawer-text", "ink"), ("drawer-icon", "muted"),
        ("appbar-background", "surface"), ("appbar-text", "ink"),
        ("gray-default", "muted"), ("gray-light", "line"), ("gray-darker", "ink"),
    ];

    /// <summary>Type and measures for MudBlazor's components; their colours come from <see cref="Css"/>.</summary>
    public static MudTheme Mud { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        Shadows = new Shadow { Elevation = [.. Enumerable.Repeat("none", 26)] },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = ["Inter", "system-ui", "sans-serif"], FontSize = ".875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = ".875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = ".8125rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontSize = "1rem", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontSize = ".875rem", FontWeight = "600", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = ".875rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontSize = ".8125rem", LetterSpacing = "normal" },
        },
    };

    /// <summary>The rules that set every colour for light, for dark, and for whichever the system asks.</summary>
    public static string Css { get; } = Write();

    private static string Write()
    {
        var light = Declarations(c => c.Light, "light");
        var dark = Declarations(c => c.Dark, "dark");

        // "html:root" outweighs the ":root" that MudBlazor writes further down the page.
        return $"html:root{{{light}}}"
            + $"@media (prefers-color-scheme:dark){{html:root:not([data-theme=light]){{{dark}}}}}"
            + $"html:root[data-theme=dark]{{{dark}}}"
            + $"@media print{{html:root:root{{{light}}}}}";
    }

    private static string Declarations(Func<(string Name, string Light, string Dark), string> pick, string scheme)
    {
        var css = new StringBuilder($"color-scheme:{scheme};--mud-native-html-color-scheme:{scheme};");
        var value = Colours.ToDictionary(c => c.Name, pick);
        foreach (var (name, colour) in value)
        {
            css.Append(CultureInfo.InvariantCulture, $"--{name}:{colour};");
        }

        Family("primary", "primary", "on-primary", "primary-hover");
        Family("secondary", "grey-solid", "on-solid", "grey-text");
        Family("tertiary", "violet-solid", "on-solid", "violet-text");
        Family("info", "blue-solid", "on-solid", "blue-text");
        Family("success", "green-solid", "on-solid", "green-text");
        Family("warning", "amber-solid", "on-solid", "amber-text");
        Family("error", "red-solid", "on-solid", "red-text");
        Family("dark", "ink", "surface", "muted");

        foreach (var (mud, name) in MudNames)
        {
            css.Append(CultureInfo.InvariantCulture, $"--mud-palette-{mud}:{value[name]};");
        }

        css.Append(CultureInfo.InvariantCulture, $"--mud-palette-text-primary-rgb:{Rgb("ink")};--mud-palette-divider-rgb:{Rgb("line")};--mud-palette-border-opacity:1;");
        return css.ToString();

        void Family(string mud, string colour, string text, string darker)
        {
            css.Append(CultureInfo.InvariantCulture, $"--mud-palette-{mud}:{value[colour]};--mud-palette-{mud}-rgb:{Rgb(colour)};");
            css.Append(CultureInfo.InvariantCulture, $"--mud-palette-{mud}-text:{value[text]};--mud-palette-{mud}-darken:{value[darker]};--mud-palette-{mud}-lighten:{value[darker]};");
            css.Append(CultureInfo.InvariantCulture, $"--mud-palette-{mud}-hover:rgba({Rgb(colour)},.08);");
        }

        string Rgb(string name)
        {
            var colour = new MudColor(value[name]);
            return string.Create(CultureInfo.InvariantCulture, $"{colour.R},{colour.G},{colour.B}");
        }
    }
}
