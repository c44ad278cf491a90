using System.Collections;
using FhirAdapter.WriteProfiles;
using Hl7.Fhir.Model;

namespace FhirAdapter.Routes;

/// <summary>The codes of an element against those that a profile names, each as <c>code</c> or <c>system|code</c>.</summary>
internal static class CodeTexts
{
    /// <summary>What takes a resource back, and is never replaced by another code.</summary>
    public const string EnteredInError = "entered-in-error";

    /// <summary>Whether one of an element's codes is among those that a rule names.</summary>
    public static bool Fits(ElementRule rule, Base value)
    {
        if (value is not CodeableConcept concept)
            return value is Coding coding ? Fits(rule, coding.System, coding.Code) : value is PrimitiveType primitive && Fits(rule, null, primitive.ToString());
        foreach (var each in concept.Coding)
        {
            if (Fits(rule, each.System, each.Code))
                return true;
        }

        return false;
    }

    /// <summary>Whether an element, or one of a list of them, has a code that a rule lets go.</summary>
    public static bool MayFit(ElementRule rule, object value) => rule.Values.Count > 0 ? MayFitByValue(rule, value) : FitsBySystem(rule, value);

    /// <summary>What a rule about codes asks for, in words.</summary>
    public static string OneOfValues(ElementRule rule) => "one of " + string.Join(", ", rule.Values);

    /// <summary>What a rule about code systems asks for, in words.</summary>
    public static string OneOfSystems(ElementRule rule) => "a code of " + string.Join(", ", rule.Systems);

    private static bool MayFitByValue(ElementRule rule, object value)
    {
        if (value is not IList list)
            return Fits(rule, (Base)value) || IsAny((Base)value, EnteredInError);
        for (var i = 0; i < list.Count; i++)
        {
            if (Fits(rule, (Base)list[i]!))
                return true;
        }

        return false;
    }

    // Each of a list needs one.
    private static bool FitsBySystem(ElementRule rule, object value)
    {
        if (value is not IList list)
            return value is not CodeableConcept concept || concept.Coding.Exists(coding => rule.Systems.Contains(coding.System));
        for (var i = 0; i < list.Count; i++)
        {
            if (!FitsBySystem(rule, list[i]!))
                return false;
        }

        return true;
    }

    /// <summary>Whether one of an element's codes is this one.</summary>
    public static bool IsAny(Base value, string code) => value switch
    {
        CodeableConcept concept => concept.Coding.Exists(coding => coding.Code == code),
        Coding coding => coding.Code == code,
        PrimitiveType primitive => primitive.ToString() == code,
        _ => false,
    };

    private static bool Fits(ElementRule rule, string? system, string? code)
    {
        for (var i = 0; i < rule.Values.Count; i++)
        {
            if (rule.Values[i] == code || IsToken(rule.Values[i], system, code))
                return true;
        }

        return false;
    }

    private static bool IsToken(ReadOnlySpan<char> token, ReadOnlySpan<char> system, ReadOnlySpan<char> code) =>
        token.Length == system.Length + 1 + code.Length && token[system.Length] == '|' && token.StartsWith(system) && token.EndsWith(code);
}
