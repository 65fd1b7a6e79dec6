using Microsoft.AspNetCore.Components;

namespace Tracker.Web.Components.Shared;

/// <summary>Events of our own (js/tracker.js): <c>typed</c>, on a form, after one of its fields changed; <c>pulse</c>, to see whether the server answers.</summary>
/// <remarks>The framework hands <c>change</c> to the field alone, never to the form around it.</remarks>
[EventHandler("onpulse", typeof(EventArgs), enableStopPropagation: false, enablePreventDefault: false)]
[EventHandler("ontyped", typeof(EventArgs), enableStopPropagation: false, enablePreventDefault: false)]
public static class EventHandlers;
