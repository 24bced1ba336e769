using System.Text;
using Indicators.Dictionary;
using Indicators.Dictionary.Dhis2;
using Microsoft.AspNetCore.Mvc;
using Sangam.Rest;
using Sangam.Security;

namespace Indicators.Exchange.Tables;

public static partial class DictionaryTable
{
    /// <summary>
    /// The dictionary as DHIS2 metadata: data elements, data sets and categories, to be imported there once before the first figures.
    /// </summary>
    [OpenToAll("It says what is counted and nothing about anybody.", SignedIn = true)]
    [ProducesResponseType(200)]
    public static IResult Metadata() =>
        new Representation(Encoding.UTF8.GetBytes(Dhis2Metadata.Json(IndicatorDictionary.Current)), "application/json");
}
