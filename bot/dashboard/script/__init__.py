"""The one file that Streamlit runs, in a folder of its own.

A folder `pages` beside it would be run by Streamlit as scripts, by a custom of its own.
"""
