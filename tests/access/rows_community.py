"""The rows of community organisations, stations, incubation bases and their map."""

from tests.access.readers import EVERYBODY
from tests.access.table import base, community_organisation, incubation, page, prefecture, station

ROWS_OF_COMMUNITIES = [
    page("community:organisation_list", EVERYBODY),
    page("community:organisation_detail", EVERYBODY, community_organisation),
    page("community:organisation_record", {"registrar"}),
    page("community:organisation_correct", {"registrar"}, community_organisation),
    page("community:organisation_strike_off", {"registrar"}, community_organisation),
    page("community:station_list", EVERYBODY),
    page("community:station_detail", EVERYBODY, station),
    page("community:station_open", {"registrar"}),
    page("community:station_correct", {"registrar"}, station),
    page("community:station_close", {"registrar"}, station),
    page("community:base_list", EVERYBODY),
    page("community:base_detail", EVERYBODY, base),
    page("community:base_open", {"registrar"}),
    page("community:base_correct", {"registrar"}, base),
    page("community:base_close", {"registrar"}, base),
    page("community:subsidy_enter", {"registrar"}, base),
    page("community:organisation_admit", {"registrar"}, base),
    page("community:organisation_release", {"registrar"}, incubation),
    page("community:region_map", EVERYBODY),
    page("community:prefecture_map", EVERYBODY, prefecture),
]
